"""Locations: the theme and its five boxes. Where and when, and what the place does to help it."""

from assessment.guidance.guidance import Guidance

GUIDANCE = {
    "locations": Guidance(
        purpose=(
            "Locations are places and times with many offences, often called hot spots. This theme "
            "is about what it is in the place that lets it happen."
        ),
        belongs=(
            "Normally nothing: the five boxes below say it.",
            "At most two sentences that name the places and times the boxes are about.",
        ),
        leave_out=("A tour of every ward: name the few places that matter.",),
        ask=("Could a reader find these places on a map, and say when to go there?",),
        example=(
            "This theme is about two places: Harbour Street and its car park on weekend nights, "
            "and the parades of shops in Millfield after school.",
        ),
        length="None, or two sentences",
    ),
    "locations.key_information": Guidance(
        purpose="What is the problem? Which places and times have much of it, and why there.",
        belongs=(
            "The few places, named so that residents know them, and their share of the whole.",
            "When: month, weekday, hour, as far as the source allows.",
            "Counts and rates: a town centre has few residents and many visitors, so say both.",
            "What in the place makes it easy: light, sight, licensing, transport, empty homes.",
            "Whether it is new, seasonal or has been so for years.",
        ),
        leave_out=(
            "Single addresses, and dots on a map finer than the source allows: points in open "
            "police data are moved to the nearest of a set of fixed places.",
            "Hours of the day from open police data: it gives the month only.",
            "The people: who suffers belongs to Victims, who offends to Offenders.",
        ),
        ask=(
            "Which small part of the area holds a large part of the problem?",
            "Was it the same places last year, and five years ago?",
            "What do the people who work there every day say?",
            "Is it the place, or only the number of people who pass through?",
        ),
        example=(
            "Two of Wexmere's fourteen wards, Harbour and Millfield, hold a third of its "
            "anti-social behaviour: 611 of 1,830 incidents in the year to June 2026. In Harbour "
            "two in three come from the constabulary's own log of Friday and Saturday nights. In "
            "Millfield the months of term stand out: 31 a month against 12 in August.",
        ),
        length="150 to 250 words and one or two figures",
    ),
    "locations.current_work": Guidance(
        purpose="What are we already doing in these places?",
        belongs=(
            "Patrols, wardens, cameras, lighting, licensing conditions, cleaning: place by place.",
            "Who does it, at which times, since when.",
            "What owners and managers of the place do themselves.",
        ),
        leave_out=(
            "Whether it works: that is the next box.",
            "District-wide services that would be the same if the place did not exist.",
        ),
        ask=(
            "Is the work there when the problem is there?",
            "Who manages the place, and what have they agreed to?",
            "What is planned for the place that would change it anyway?",
        ),
        example=(
            "Harbour Street: joint patrols on Saturdays from 22:00 to 02:00 (police and council "
            "wardens, since May 2025); six bars belong to the best-practice scheme; the car park "
            "has one camera. Millfield: a warden on weekdays until 16:00.",
        ),
        length="100 to 200 words; a list is welcome",
    ),
    "locations.progress": Guidance(
        purpose="How successful is the current work in these places?",
        belongs=(
            "The same months of two years, in the place and beside it.",
            "Whether it stopped or only moved: look at the streets around.",
            "What people there noticed, from the consultation or the traders.",
            "What did not work, said plainly.",
        ),
        leave_out=(
            "Different months compared with each other.",
            "A fall in a place chosen because last year was its worst: part comes by itself.",
        ),
        ask=(
            "Did it fall more here than in places where we did nothing?",
            "Has it moved to the next street, hour or kind of offence?",
            "Would people who use the place say that it is better?",
        ),
        example=(
            "On Harbour Street incidents on Saturdays fell from 148 to 97 in the twelve months to "
            "June 2026, on Fridays, without patrols, from 121 to 118. The streets around show no "
            "rise. In Millfield nothing changed: the warden leaves before the trouble starts.",
        ),
        length="100 to 200 words",
    ),
    "locations.gaps": Guidance(
        purpose="What is missing in these places: nobody there at the time, nobody who knows.",
        belongs=(
            "Hours, days and spots that the current work does not reach.",
            "Features of the place that nobody has taken on: light, exits, empty units.",
            "What we cannot see: incidents that nobody records, or not by place.",
        ),
        leave_out=("The remedy: that is the next box.",),
        ask=(
            "When does it happen and nobody is there?",
            "Who owns the spot that everybody complains about?",
            "Which partner's records have the place but never reach us?",
        ),
        example=(
            "Intervention: nobody is at the Millfield parades between 16:00 and 19:00.",
            "Intelligence: the bus company logs incidents by stop and time; we have never asked "
            "for them.",
        ),
        length="60 to 150 words; one line for each gap",
    ),
    "locations.recommendations": Guidance(
        purpose="What should the partnership do in these places?",
        belongs=(
            "Recommendations recorded under Plan: they are printed here by themselves.",
            "A few words on how they hang together, or on what was considered and dropped.",
        ),
        leave_out=(
            '"Target hot spots" without the spot and the hour.',
            "A recommendation that closes no gap in the box before.",
        ),
        ask=(
            "What will be different about the place itself?",
            "Who owns it, and who has to agree: licensee, landlord, highways?",
            "How shall we know that it did not move next door?",
        ),
        example=(
            "Move the Millfield warden's hours to 13:00 to 19:00 in term time, from January 2027, "
            "and count incidents by month against the same months before. Owner: the district "
            "council. Closes: nobody at the parades between 16:00 and 19:00. Costs nothing more.",
        ),
        length="Two to four recommendations and a sentence or two",
    ),
}
