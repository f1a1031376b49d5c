"""Make the site's typeface from Source Serif 4 (SIL Open Font License): few files, small, ours to serve.

    python kb/deploy/subsetfont.py VAR GELASIO LIBERATION

`VAR` is the folder of `SourceSerif4Variable-{Roman,Italic}.ttf` from the npm package `source-serif`; the other two are
font files with the widths of Georgia and of Times, for the fallbacks. Needs fonttools and brotli, in an environment of
its own. The licence reserves the name “Source”, so what is modified here is called Jalons Serif.

Writes into `kb/static/kb/fonts/`: a roman with every weight from 400 to 600 and an italic for the pages, two plain cuts
for the pictures that the site draws, and the licence. Prints the `@font-face` rules of the fallbacks.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

TARGET = Path(__file__).resolve().parent.parent / "static" / "kb" / "fonts"
NAME = "Jalons Serif"
OPTICAL_SIZE = 20
WEIGHTS = (400, 600)

# What English and French need, then the letters of the other languages written in Latin script that the data name.
LETTERS = (
    "".join(chr(code) for code in range(0x20, 0x7F))
    + "\u00a0\u202f§«»°·£€©–—‘’“”…‐‑→×−"
    + "ÀÂÄÆÇÈÉÊËÎÏÔÖŒÙÛÜŸàâäæçèéêëîïôöœùûüÿ"
    + "ÁÅÍÑÓÕØÚáãåìíñòóõøúßýÝ¿¡ªº"
    + "ĂăȘșȚțŞşŢţĞğİıĄąĆćĘęŁłŃńŚśŹźŻżČčĎďĚěŇňŘřŠšŤťŮůŽžŐőŰűŌōŪū"
)
# A text of both languages, to compare how wide two typefaces set it.
SAMPLE = (
    "How the law treats prostitution, country by country. Every value rests on a text that was read, and the regime "
    "follows from the values by a published rule. Ce que la loi dit de la prostitution, pays par pays : chaque valeur "
    "repose sur un texte qui a été lu, et le régime découle des valeurs par une règle publiée."
)


def subsetted(path: Path) -> TTFont:
    """The font with our letters only and pairs of them kerned."""
    options = subset.Options()
    options.layout_features = ["kern"]
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = [1, 2, 4, 6, 13, 14]
    font = TTFont(path, recalcTimestamp=False)
    worker = subset.Subsetter(options)
    worker.populate(text=LETTERS)
    worker.subset(font)
    return reread(font)


def reread(font: TTFont) -> TTFont:
    """The same font as a file would hold it: the instancer wants one that nobody has worked on."""
    held = io.BytesIO()
    font.save(held)
    held.seek(0)
    return TTFont(held, recalcTimestamp=False)


def cut(font: TTFont, weight: int | tuple[int, int], style: str) -> TTFont:
    """One optical size, and one weight or the weights between two."""
    made = instancer.instantiateVariableFont(font, {"opsz": OPTICAL_SIZE, "wght": weight})
    for record in made["name"].names:
        words = {1: NAME, 2: style, 4: f"{NAME} {style}", 6: f"JalonsSerif-{style.replace(' ', '')}"}
        if record.nameID in words:
            record.string = words[record.nameID]
    for table in ("STAT", "MVAR"):
        if table in made:
            del made[table]
    return made


def write(font: TTFont, name: str) -> None:
    font.flavor = "woff2" if name.endswith("woff2") else None
    font.save(TARGET / name)


def width(path: Path) -> float:
    """How wide the sample is set, in ems."""
    font = TTFont(path)
    letters, widths = font.getBestCmap(), font["hmtx"]
    advances = [widths[letters[ord(letter)]][0] for letter in SAMPLE]
    return float(sum(advances) / font["head"].unitsPerEm)


def fallback(like: Path, *locals_: str) -> str:
    """The rule that makes a typeface of the reader's machine as wide and as high as ours."""
    sources = ", ".join(f'local("{name}")' for name in locals_)
    ours = TTFont(TARGET / "jalons-serif-400.ttf")
    share = width(TARGET / "jalons-serif-400.ttf") / width(like)
    em, lines = ours["head"].unitsPerEm, ours["hhea"]
    ascent, descent, gap = (number / em / share for number in (lines.ascent, -lines.descent, lines.lineGap))
    return (
        f'@font-face {{ font-family: "like {locals_[0]}"; src: {sources}; '
        f"size-adjust: {share:.2%}; ascent-override: {ascent:.2%}; descent-override: {descent:.2%}; "
        f"line-gap-override: {gap:.2%}; }}"
    )


def main(folder: Path, georgia: Path, times: Path) -> None:
    TARGET.mkdir(exist_ok=True)
    roman, italic = (folder / f"SourceSerif4Variable-{style}.ttf" for style in ("Roman", "Italic"))
    write(cut(subsetted(roman), WEIGHTS, "Regular"), "jalons-serif.woff2")
    write(cut(subsetted(italic), WEIGHTS[0], "Italic"), "jalons-serif-italic.woff2")
    write(cut(subsetted(roman), WEIGHTS[0], "Regular"), "jalons-serif-400.ttf")
    write(cut(subsetted(roman), WEIGHTS[1], "SemiBold"), "jalons-serif-600.ttf")
    (TARGET / "OFL.txt").write_text((folder.parent / "LICENSE.md").read_text())
    sys.stdout.write(fallback(georgia, "Georgia") + "\n")
    sys.stdout.write(fallback(times, "Times New Roman", "Liberation Serif") + "\n")


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:4]))
