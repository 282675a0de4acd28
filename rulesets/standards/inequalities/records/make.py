#!/usr/bin/env python3
"""Makes smi_people.csv: invented people on the registers of three invented providers, the same ones every time.

Women, Black people and people of deprived neighbourhoods are made to have their check less often, so that there is something to find.
Usage: make.py > smi_people.csv
"""
import random

ETHNIC = ["A"] * 60 + ["C"] * 6 + ["H"] * 5 + ["J"] * 5 + ["M"] * 6 + ["N"] * 8 + ["S"] * 2 + ["Z"] * 4 + ["99"] * 4


def person(at, provider, pick):
    sex = pick.choice(["1", "2"])
    age = pick.choice(["A18_24", "A25_49", "A25_49", "OVER_49"])
    ethnic = pick.choice(ETHNIC)
    decile = pick.choice([str(d) for d in range(1, 11)] + ["NK"])
    chance = 0.78 - 0.08 * (sex == "2") - 0.12 * (ethnic in "MN") - 0.10 * (age == "A18_24")
    if decile != "NK":
        chance -= 0.02 * (10 - int(decile))
    if provider == "PROV3":
        chance -= 0.08
    checked = "yes" if pick.random() < chance else "no"
    return f"S{at:05d},{provider},2022-04-01,{sex},{age},{ethnic},,,,{decile},{checked}"


def main():
    pick = random.Random(20230401)
    print("person_id,provider,year,sex,age_band,ethnic_category,disabled,pregnant,gender_same_as_birth,imd_decile,checked")
    for at in range(1, 2401):
        print(person(at, pick.choice(["PROV1", "PROV2", "PROV3"]), pick))


if __name__ == "__main__":
    main()
