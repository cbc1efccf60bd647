"""Offenders: the theme and its five boxes. Who does it or may begin to, and why."""

from assessment.guidance.guidance import Guidance

GUIDANCE = {
    "offenders": Guidance(
        purpose=(
            "Offenders are groups of people who offend most, or who are most likely to begin. "
            "This theme is about what drives them, not about catching them."
        ),
        belongs=(
            "Normally nothing: the five boxes below say it.",
            "At most two sentences that name the groups the boxes are about.",
        ),
        leave_out=("Detection rates: they describe the police, not the people who offend.",),
        ask=("Could a reader name the groups, and say what stands behind their offending?",),
        example=(
            "This theme is about two groups: some 40 adults without a settled home who steal to "
            "buy drugs, and children aged 13 to 15 excluded from school.",
        ),
        length="None, or two sentences",
    ),
    "offenders.key_information": Guidance(
        purpose=(
            "What is the problem? Which groups of people offend most, which are likely to begin, "
            "and what drives them."
        ),
        belongs=(
            "The groups, by what their people have in common: age, need, history, circumstance.",
            "How much of the offending they account for, and how that has changed.",
            "What stands behind it: drugs and alcohol, housing, debt, school, health.",
            "Who is at risk of beginning, and the signs that partners see first.",
            "How many offend again within a year, and the size of the group it is counted in.",
        ),
        leave_out=(
            "Where they offend: that belongs to Locations.",
            "Names, nicknames, families, or groups so small that they name somebody.",
            "Ethnicity or nationality without a question that it answers.",
        ),
        ask=(
            "How few people account for how much of it?",
            "What do they have in common that a partner could change?",
            "Which children do school, police and social care already worry about together?",
            "Do the counts show who offends, or only who is caught?",
        ),
        example=(
            "Forty-one adults were charged with half of Wexmere's detected shop thefts in the year "
            "to June 2026 (402 of 798). Probation knows 33 of them: 29 use heroin or crack, 26 had "
            "no settled home on release. Two shop thefts in three are never detected, so this says "
            "who is caught, not who steals.",
        ),
        length="150 to 250 words and one or two figures",
    ),
    "offenders.current_work": Guidance(
        purpose="What are we already doing so that these people stop, or never begin?",
        belongs=(
            "Management of the most prolific: who is on the scheme, which partners take part.",
            "Treatment, housing and employment help, with how people come to it.",
            "Work with children and families before a first offence.",
            "Enforcement, where it is aimed at these groups.",
        ),
        leave_out=(
            "Whether it works: that is the next box.",
            "Ordinary policing and courts work.",
        ),
        ask=(
            "For each driver in the first box: who works on it?",
            "How long do people wait for treatment or a home, and what happens meanwhile?",
            "Who decides who is on the scheme, and when was the list last reviewed?",
        ),
        example=(
            "Integrated offender management covers 24 of the 41 (police, probation, the treatment "
            "service; meeting monthly). The council keeps two crash-pad rooms for people leaving "
            "prison. The youth service has run Saturday sport in Millfield since March 2026, for "
            "about 30 children.",
        ),
        length="100 to 200 words; a list is welcome",
    ),
    "offenders.progress": Guidance(
        purpose="How successful is the current work with these people?",
        belongs=(
            "Re-offending of those reached, beside those not reached or the year before.",
            "People who began and finished treatment; people housed after release, for how long.",
            "First-time entrants to youth justice, with the number behind the rate.",
            "What did not work, said plainly.",
        ),
        leave_out=(
            "Arrests as success: they may mean more offending or more effort.",
            "Percentages of groups smaller than twenty: give the numbers.",
        ),
        ask=(
            "Do the people we work with offend less than before we began?",
            "Would they have done so anyway, being a year older?",
            "Who dropped out, and when?",
        ),
        example=(
            "The 24 people on the scheme were charged 118 times in the year before they joined and "
            "71 times in the year after. The 17 who were not on it went from 96 to 92. People are "
            "chosen at their worst moment, so part of the fall would have come by itself.",
        ),
        length="100 to 200 words",
    ),
    "offenders.gaps": Guidance(
        purpose="What is missing: drivers nobody works on, people nobody knows.",
        belongs=(
            "Drivers in the first box without work in the second.",
            "Moments where people fall through: release on a Friday, the eighteenth birthday.",
            "What we do not know about who offends, and who could tell us.",
        ),
        leave_out=("The remedy: that is the next box.", "Blame of a partner who is not named."),
        ask=(
            "At which hand-over between agencies are people lost?",
            "Which group do we see only when it is in court?",
            "Which partner's records would show us who is about to begin?",
        ),
        example=(
            "Intervention: people released on a Friday wait until Monday for a prescription; nine "
            "of the 41 were charged with theft on such a weekend.",
            "Intelligence: schools tell us of permanent exclusions only, not of children on "
            "part-time timetables.",
        ),
        length="60 to 150 words; one line for each gap",
    ),
    "offenders.recommendations": Guidance(
        purpose="What should the partnership do so that these people stop, or never begin?",
        belongs=(
            "Recommendations recorded under Plan: they are printed here by themselves.",
            "A few words on how they hang together, or on what was considered and dropped.",
        ),
        leave_out=(
            '"Robust enforcement" without who, what, when.',
            "A recommendation that closes no gap in the box before.",
        ),
        ask=(
            "Which driver does it act on?",
            "Who owns it, and what do they need from the others?",
            "Has it worked elsewhere, and how good is the evidence?",
        ),
        example=(
            "Agree with the prison that nobody who needs a prescription is released on a Friday "
            "without a bridging one, from April 2027. Owner: probation. Closes: the wait until "
            "Monday. Measure: thefts charged within three days of release.",
        ),
        length="Two to four recommendations and a sentence or two",
    ),
}
