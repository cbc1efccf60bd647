"""Casualties and absence as their publishers' open data have them: codes, levels, totals."""

import pytest

from datasources import kinds, tallies
from datasources.intake.recognising import recognised
from tests.unit.datasources.building import DISTRICT, INSIDE, found, read_as, stored

CASUALTIES = """\
collision_index,collision_year,collision_ref_no,vehicle_reference,casualty_reference,\
casualty_class,sex_of_casualty,age_of_casualty,age_band_of_casualty,casualty_severity,\
pedestrian_location,pedestrian_movement,car_passenger,bus_or_coach_passenger,\
pedestrian_road_maintenance_worker,casualty_type,casualty_imd_decile,lsoa_of_casualty,\
enhanced_casualty_severity,casualty_injury_based,casualty_adjusted_severity_serious,\
casualty_adjusted_severity_slight,casualty_distance_banding
202301,2023,301,1,1,1,1,34,6,3,0,0,0,0,0,9,4,X01000001,-1,1,0.1,0.9,1
202301,2023,301,1,2,2,2,-1,-1,3,0,0,1,0,0,-1,-1,-1,-1,1,0.1,0.9,1
202302,2023,302,1,1,3,9,8,2,1,1,1,0,0,0,0,4,X01000002,-1,1,0,0,1
202303,2023,303,1,1,1,1,40,7,2,0,0,0,0,0,1,4,X01000002,-1,1,1,0,1
202304,2023,304,1,1,2,2,75,10,3,0,0,0,4,0,11,4,X01000003,-1,1,0,1,2
202305,2023,305,2,1,1,1,19,4,2,0,0,0,0,0,5,4,X01000003,-1,1,1,0,2
"""
ABSENCE = """\
time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,\
old_la_code,new_la_code,la_name,education_phase,enrolments,sess_overall_percent,\
enrolments_pa_10_exact,enrolments_pa_10_exact_percent
202223,Academic year,National,E92000001,England,,,,,,Total,9000,7.2,900,10.0
202223,Academic year,National,E92000001,England,,,,,,State-funded primary,5000,6.0,500,10.0
202223,Academic year,National,E92000001,England,,,,,,State-funded secondary,4000,9.1,400,10.0
202223,Academic year,Regional,E92000001,England,E12000001,North East,,,,Total,300,7.4,30,10.0
202223,Academic year,Local authority,E92000001,England,E12000001,North East,999,X07000001,Wexmere,\
Total,620,7.1,62,10.0
202223,Academic year,Local authority,E92000001,England,E12000001,North East,999,X07000001,Wexmere,\
State-funded primary,400,6.1,40,10.0
202223,Academic year,Local authority,E92000001,England,E12000001,North East,999,X07000001,Wexmere,\
State-funded secondary,220,9.0,22,10.0
202223,Academic year,Local authority,E92000001,England,E12000001,North East,999,X07000001,Wexmere,\
Special,9,c,c,c
"""
ENGLAND, NORTH_EAST = "E92000001", "E12000001"
LEVELS = "202122,Academic year,Local authority,E92000001,England,E12000001,North East,999,X07000001"


def rows_of(reading, *names):
    (only,) = reading.slices
    rows = only.frame[list(names)].astype("object")
    return [tuple(one) for one in rows.where(rows.notna(), "").itertuples(index=False)]


@pytest.mark.parametrize(
    ("text", "slug"), [(CASUALTIES, "road-casualties"), (ABSENCE, "school-absence")]
)
def test_it_is_recognised_without_being_told(tmp_path, text, slug):
    assert recognised([stored(tmp_path, "2023.csv", text)]) == (kinds.by_slug(slug),)


class TestCasualties:
    def test_its_codes_are_read_and_less_than_nought_is_not_known(self, tmp_path):
        reading = read_as("road-casualties", stored(tmp_path, "casualties.csv", CASUALTIES))

        assert rows_of(
            reading,
            "period",
            "casualty_severity",
            "casualty_type",
            "casualty_class",
            "casualty_age",
            "casualty_sex",
        ) == [
            ("2023", "Slight", "In a car", "Driver or rider", "25 to 34", "Male"),
            ("2023", "Slight", "", "Passenger", "", "Female"),
            ("2023", "Fatal", "Pedestrian", "Pedestrian", "under 10", ""),
            ("2023", "Serious", "Cyclist", "Driver or rider", "35 to 44", "Male"),
            ("2023", "Slight", "In a minibus, bus or coach", "Passenger", "75 and over", "Female"),
            ("2023", "Serious", "Motorcyclist", "Driver or rider", "18 to 24", "Male"),
        ]
        assert "words-unknown" not in found(reading)

    def test_where_they_live_is_no_place_and_is_not_kept(self, tmp_path):
        reading = read_as("road-casualties", stored(tmp_path, "casualties.csv", CASUALTIES))

        assert rows_of(reading, "area_code") == [("",)] * 6
        assert found(reading)["rows-without-place"] == 6
        assert not {"X01000001", "X01000002"} & {*reading.slices[0].frame.astype("str").stack()}

    def test_where_the_collision_was_is_the_place_if_it_stands_beside(self, tmp_path):
        heading, *rows = CASUALTIES.splitlines()
        joined = [f"{heading},lsoa_of_collision_location", *(f"{row},{INSIDE}" for row in rows)]

        reading = read_as("road-casualties", stored(tmp_path, "joined.csv", "\n".join(joined)))

        assert rows_of(reading, "area_code") == [(INSIDE,)] * 6

    def test_the_killed_and_the_seriously_injured_are_told_together(self, tmp_path):
        reading = read_as("road-casualties", stored(tmp_path, "casualties.csv", CASUALTIES))
        kind = kinds.by_slug("road-casualties")
        (measure,) = kind.measures
        tally = tallies.of_rows(reading.slices[0].frame, kind)

        counted = {
            total.label: int(tally.loc[tally["category"].map(total.holds), "count"].sum())
            for total in measure.totals
        }

        assert counted == {"All casualties": 6, "Killed or seriously injured": 3}


class TestAbsence:
    def test_totals_of_schools_are_left_out_and_larger_areas_are_of_none_here(self, tmp_path):
        reading = read_as("school-absence", stored(tmp_path, "absence.csv", ABSENCE))

        assert rows_of(reading, "period", "area_code", "school_type", "number") == [
            ("2022/23", ENGLAND, "Primary", 500.0),
            ("2022/23", ENGLAND, "Secondary", 400.0),
            ("2022/23", NORTH_EAST, "Total", 30.0),
            ("2022/23", DISTRICT, "Primary", 40.0),
            ("2022/23", DISTRICT, "Secondary", 22.0),
            ("2022/23", DISTRICT, "Special", ""),
        ]
        assert found(reading)["totals-left-out"] == 2
        assert found(reading)["numbers-held-back"] == 1
        assert "rows-without-place" not in found(reading)

    def test_a_row_that_stands_twice_with_other_shares_is_asked_and_never_added(self, tmp_path):
        rows = [
            f"{LEVELS},Wexmere,State-funded primary,{pupils},{share},{absent},10.0"
            for pupils, share, absent in ((400, 6.1, 40), (420, 6.3, 45))
        ]
        rows.append(f"{LEVELS},Wexmere,State-funded secondary,220,9.0,22,10.0")
        text = "\n".join([ABSENCE.splitlines()[0], *rows])

        reading = read_as("school-absence", stored(tmp_path, "absence.csv", text))

        assert rows_of(reading, "school_type", "number") == [("Secondary", 22.0)]
        assert found(reading)["repeated-numbers"] == 2
