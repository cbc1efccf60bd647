"""Victims: the theme and its five boxes. Who suffers, not what sort of crime it is."""

from assessment.guidance.guidance import Guidance

GUIDANCE = {
    "victims": Guidance(
        purpose=(
            "Victims are groups of people who suffer much, or who are particularly vulnerable to "
            "particular crimes. This theme is about people, not about crime types."
        ),
        belongs=(
            "Normally nothing: the five boxes below say it.",
            "At most two sentences that name the groups the boxes are about.",
        ),
        leave_out=("A table of crime types: that is the crime chapter this format replaces.",),
        ask=("Could a reader name the two or three groups of people that this theme is about?",),
        example=(
            "This theme is about two groups: young adults hurt in violence near their homes, and "
            "older people living alone who are called on by bogus traders.",
        ),
        length="None, or two sentences",
    ),
    "victims.key_information": Guidance(
        purpose="What is the problem? Which groups of people suffer, how much, and from what.",
        belongs=(
            "Each group named by what its people have in common: age, home, work, circumstance.",
            "How many they are, their rate against everybody else's, and for which period.",
            "How it has changed since the last assessment, and whether that is more than chance.",
            "Who is harmed but hardly recorded: say how you know (A&E, helpline, survey).",
            "One or two figures that carry the point, with their finding as headline.",
        ),
        leave_out=(
            'Crime types with no people in them: "shoplifting rose" names no victim.',
            "Where and when it happens: that belongs to Locations.",
            "What agencies do about it: that is the next box.",
            "Names, ages with streets, or anything by which one person could be recognised.",
        ),
        ask=(
            "Who is most likely to be a victim here, and who suffers most when it happens?",
            "Who is a victim again and again?",
            "Whom do our data not show, and who would know about them?",
            "Do residents who answered the consultation say the same?",
        ),
        example=(
            "People aged 18 to 24 are one in eleven of Wexmere's residents but one in four of the "
            "people injured in recorded violence: 212 of 846 in the year to June 2026, against 188 "
            "the year before. The rise is within what chance alone could bring.",
            "Ambulance crews took 96 people of this age to hospital after assaults. If only half "
            "of them reported it, as in the county's hospital study, the police figure leaves out "
            "one victim in five.",
        ),
        length="150 to 250 words and one or two figures",
    ),
    "victims.current_work": Guidance(
        purpose="What are we already doing for these groups of people?",
        belongs=(
            "Each activity in a line: who does it, for whom, since when, with what money.",
            "Work by every partner, not only by the police.",
            "How a victim comes to it, and how many did this year.",
        ),
        leave_out=(
            "Whether it works: that is the next box.",
            "Services that exist everywhere and were not aimed at these groups.",
            "Plans and intentions: only what is running now.",
        ),
        ask=(
            "For each group in the first box: what is there for them, and who provides it?",
            "What ends this year when its funding does?",
            "Do two partners do the same thing without knowing of each other?",
        ),
        example=(
            "Two street pastor teams (six churches, since 2024) walk Harbour Street on Friday and "
            "Saturday nights. The constabulary gives each injured person a named contact for four "
            "weeks. The hospital's alcohol nurse sees people aged 18 to 24 on weekdays only.",
        ),
        length="100 to 200 words; a list is welcome",
    ),
    "victims.progress": Guidance(
        purpose="How successful is the current work for these groups of people?",
        belongs=(
            "For each activity in the box before: what changed for the people, and how you know.",
            "The measure that the plan named, its value then and now.",
            "What did not work, said plainly.",
            '"Too early to say" with the date when it will not be.',
        ),
        leave_out=(
            "Counts of activity alone: leaflets given out are work, not progress.",
            "A fall that happened everywhere, claimed as our success.",
        ),
        ask=(
            "Are these people hurt less, or less often again, than before?",
            "Compared with what: last year, other places, people whom we did not reach?",
            "What did victims themselves say about the help?",
        ),
        example=(
            "Of 140 people given a named contact, 11 were injured again within six months; of "
            "those hurt in the year before, 24 of 151 were. The numbers are small, but both the "
            "hospital's and the constabulary's records point the same way.",
            "The nurse saw nine people: weekday hours miss the people who are hurt at weekends.",
        ),
        length="100 to 200 words",
    ),
    "victims.gaps": Guidance(
        purpose="What is missing for these groups: help that nobody gives, facts nobody knows.",
        belongs=(
            "Gaps in intervention: a group in the first box for which the second box has nothing.",
            "Gaps in intelligence: what we would need to know, and who holds it.",
            "What each gap means for the people concerned.",
        ),
        leave_out=(
            "The remedy: that is the next box.",
            '"More resources" without saying for what.',
        ),
        ask=(
            "Which group has a problem in the first box and no work in the second?",
            "Where did we have to guess, and which partner could have told us?",
            "Who never comes to a service, and why not?",
        ),
        example=(
            "Intervention: nobody sees injured young adults at weekends, when seven in ten are "
            "hurt.",
            "Intelligence: the hospital does not yet send the monthly counts of assaults that it "
            "records by place and weapon, so we cannot say how many victims never report.",
        ),
        length="60 to 150 words; one line for each gap",
    ),
    "victims.recommendations": Guidance(
        purpose="What should the partnership do for these groups of people?",
        belongs=(
            "Recommendations recorded under Plan: they are printed here by themselves.",
            "A few words on how they hang together, or on what was considered and dropped.",
        ),
        leave_out=(
            '"Continue to work together": nobody could say whether it was done.',
            "A recommendation that closes no gap in the box before.",
        ),
        ask=(
            "Which gap does each recommendation close?",
            "Which organisation will own it, and does it know?",
            "Has it worked elsewhere, and how good is the evidence?",
            "How will next year's assessment see that it was carried out?",
        ),
        example=(
            "Move the alcohol nurse's hours to Friday night, Saturday and Sunday for six months, "
            "and compare injuries within six months with the year before. Owner: the health board. "
            "Closes: nobody sees injured young adults at weekends. Brief advice in emergency "
            "departments has good evidence from several trials.",
        ),
        length="Two to four recommendations and a sentence or two",
    ),
}
