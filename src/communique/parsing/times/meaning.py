"""What an expression means: the reading of each rule of the grammar, from the words to a TIMEX3 value.

Each takes the match with its ``Situation`` and gives a ``Meaning``, or None where the words are no time after all.
Values follow TIMEX3 as TimeBank uses it (Pustejovsky et al. 2003); weeks are ISO weeks.
"""

from __future__ import annotations

from collections.abc import Mapping

from communique.parsing.times import dates, lengths
from communique.parsing.times.situation import Reader

READERS: Mapping[str, Reader] = {
    "day_range": dates.day_range,
    "month_day": dates.month_day,
    "month": dates.month,
    "literal": dates.literal,
    "weekday": dates.weekday,
    "near_day": dates.near_day,
    "part_of_day": dates.part_of_day,
    "unit": lengths.unit,
    "stretch": lengths.stretch,
    "open_stretch": lengths.open_stretch,
    "ago": lengths.ago,
    "offset": lengths.offset,
    "age": lengths.age,
    "duration": lengths.duration,
    "some_units": lengths.some_units,
    "each": lengths.each,
    "each_named": lengths.each_named,
    "frequency": lengths.frequency,
    "quarter": dates.quarter,
    "quarter_code": dates.quarter_code,
    "season": dates.season,
    "century": dates.century,
    "decade": dates.decade,
    "year_range": dates.year_range,
    "year": dates.year,
    "fiscal": dates.fiscal,
    "festival": dates.festival,
    "other_calendar": dates.other_calendar,
    "year_end": dates.year_end,
    "reference": lengths.reference,
}
