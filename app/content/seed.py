"""The seed: every file read and shaped, with the faults found on the way; events are read one at a time."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Generic, TypeVar

from app.content.markdown import Document, parse_document
from app.content.packs import PACK_SUFFIX, EventFolder, walk_pack
from app.content.pictures import read_vignette
from app.content.reader import SeedFile, Shape, open_seed_file, read_text, read_yaml, validate
from app.content.shapes import (
    ClaimShape,
    CollectionShape,
    EraShape,
    EventShape,
    HallShape,
    KioskShape,
    MovedShape,
    PersonShape,
    PlaceShape,
    PriorityShape,
    SeedShape,
    SeriesShape,
    SourceShape,
    ThemeShape,
)
from app.content.shelf import EventShelf
from app.core.errors import SeedError, SeedFault
from app.core.locales import LOCALES, Locale
from app.core.slugs import is_slug

Facts_co = TypeVar("Facts_co", bound=SeedShape, covariant=True)
MOST_FILES: Final = 5_000
# 50 MB for as many files as are allowed by default: who allows more files allows more bytes.
MOST_BYTES_PER_FILE: Final = 10_000
_WORDS_SUFFIX: Final = ".md"
_SUFFIXES: Final = frozenset({".yaml", ".md", ".svg", ".jpg", ".png", ".webp", PACK_SUFFIX})


@dataclass
class Words:
    """One Markdown file: its parts, its raw text and where to report faults."""

    file: SeedFile
    text: str
    document: Document


@dataclass(frozen=True)
class Entry(Generic[Facts_co]):
    """A folder of the seed: facts (None when faulty) and the words of each locale that has them."""

    id: str
    file: SeedFile
    facts: Facts_co | None
    words: dict[Locale, Words] = field(default_factory=dict)

    @property
    def sound(self) -> Facts_co:
        """Give the facts of a checked seed. Raises SeedError when they are faulty."""
        if self.facts is None:
            raise SeedError(self.file.faults)
        return self.facts


EventEntry = Entry[EventShape]
EraEntry = Entry[EraShape]
CollectionEntry = Entry[CollectionShape]
SeriesEntry = Entry[SeriesShape]
HallEntry = Entry[HallShape]
KioskEntry = Entry[KioskShape]
PriorityEntry = Entry[PriorityShape]
ClaimEntry = Entry[ClaimShape]
PageEntry = Entry[SeedShape]
MovedEntry = Entry[MovedShape]


@dataclass
class Seed:
    """What curators wrote, by id, in the order of files; the checks put the events on their shelf."""

    root: Path
    faults: list[SeedFault] = field(default_factory=list)
    # Nothing of it was read.
    is_refused: bool = False
    events: EventShelf = field(default_factory=EventShelf)
    eras: dict[str, EraEntry] = field(default_factory=dict)
    collections: dict[str, CollectionEntry] = field(default_factory=dict)
    series: dict[str, SeriesEntry] = field(default_factory=dict)
    halls: dict[str, HallEntry] = field(default_factory=dict)
    priorities: dict[str, PriorityEntry] = field(default_factory=dict)
    claims: dict[str, ClaimEntry] = field(default_factory=dict)
    kiosks: dict[str, KioskEntry] = field(default_factory=dict)
    pages: dict[str, PageEntry] = field(default_factory=dict)
    themes: dict[str, ThemeShape] = field(default_factory=dict)
    places: dict[str, PlaceShape] = field(default_factory=dict)
    people: dict[str, PersonShape] = field(default_factory=dict)
    sources: dict[str, SourceShape] = field(default_factory=dict)
    vignettes: dict[str, str] = field(default_factory=dict)
    moved: MovedEntry | None = None


def find_files(root: Path) -> list[Path]:
    """Give every file of the seed that counts, sorted by name; guides for curators are left out."""
    found = sorted(path for path in root.rglob("*") if path.suffix in _SUFFIXES)
    return [path for path in found if path.parent != root or path.suffix != ".md"]


def digest_files(root: Path) -> str:
    """Give the SHA-256 over names and bytes of all files of the seed, as 64 hex digits."""
    digest = hashlib.sha256()
    for path in find_files(root):
        name, data = path.relative_to(root).as_posix().encode(), path.read_bytes()
        digest.update(b"%d %s %d " % (len(name), name, len(data)) + data)
    return digest.hexdigest()


def _read_words(seed: Seed, folder: EventFolder) -> dict[Locale, Words]:
    words: dict[Locale, Words] = {}
    for locale in LOCALES:
        file = folder.open(f"{locale}{_WORDS_SUFFIX}", seed.root, seed.faults)
        if not file.is_there:
            remedy = f"Write {file.path.name}."
            file.fault(1, "missing-translation", f"The {locale} text is missing.", remedy)
            continue
        text = read_text(file)
        if text is not None:
            words[locale] = Words(file, text, parse_document(text))
    return words


def _walk_folders(seed: Seed, name: str) -> Iterator[EventFolder]:
    for path in sorted((seed.root / name).glob("*")):
        if name == "events" and path.suffix == PACK_SUFFIX and path.is_file() and not path.is_symlink():
            yield from walk_pack(path, seed.root, seed.faults)
            continue
        file = open_seed_file(path, seed.root, seed.faults)
        if not path.is_dir() or path.is_symlink():
            file.fault(1, "stray-file", "Only folders belong here.", "Move or remove it.")
        elif not is_slug(path.name):
            file.fault(1, "bad-id", "The folder's name is no id.", "Use a–z, 0–9 and hyphens, at most 80.")
        else:
            yield EventFolder(path)


def _read_facts(seed: Seed, path: Path, shape: type[Shape]) -> tuple[SeedFile, Shape | None]:
    file = open_seed_file(path, seed.root, seed.faults)
    return file, validate(file, read_yaml(file), shape)


def _read_terms(seed: Seed, name: str, shape: type[Shape]) -> dict[str, Shape]:
    """Give the entries of a file like places.yaml, each validated on its own."""
    file = open_seed_file(seed.root / name, seed.root, seed.faults)
    tree = read_yaml(file)
    terms: dict[str, Shape] = {}
    if not isinstance(tree, dict):
        if tree is not None:
            file.fault(1, "not-a-mapping", "The file must map ids to values.", "Write `id: {…}` lines.")
        return terms
    for key, value in tree.items():
        if not is_slug(key):
            file.fault(file.line_of((key,)), "bad-id", f"“{key}” is no id.", "Use a–z, 0–9 and hyphens.")
            continue
        term = validate(file, value, shape, (key,))
        if term is not None:
            terms[key] = term
    return terms


def _walk_entries(seed: Seed, folder: str, name: str, shape: type[Facts_co]) -> Iterator[Entry[Facts_co]]:
    for home in _walk_folders(seed, folder):
        file = home.open(f"{name}.yaml", seed.root, seed.faults)
        facts = validate(file, read_yaml(file), shape)
        yield Entry(home.id, file, facts, _read_words(seed, home))


def _read_entries(seed: Seed, folder: str, name: str, shape: type[Facts_co]) -> dict[str, Entry[Facts_co]]:
    return {entry.id: entry for entry in _walk_entries(seed, folder, name, shape)}


def walk_events(seed: Seed) -> Iterator[EventEntry]:
    """Give the events one at a time, in the order of files, with every fault of form."""
    return _walk_entries(seed, "events", "event", EventShape)


def _read_kiosks(seed: Seed) -> dict[str, KioskEntry]:
    """Give the records of museum screens by the screen's id."""
    kiosks = {}
    for path in sorted((seed.root / "kiosks").glob("*.yaml")):
        file, facts = _read_facts(seed, path, KioskShape)
        if not is_slug(path.stem):
            file.fault(1, "bad-id", "The file's name is no id.", "Use a–z, 0–9 and hyphens, at most 80.")
        kiosks[path.stem] = KioskEntry(path.stem, file, facts)
    return kiosks


def _find_refusal(root: Path, most_files: int) -> SeedFault | None:
    """Give the reason not to read a seed at all, or None."""
    if not root.is_dir():
        return SeedFault(root.name, 1, "no-seed", "No seed folder here.", "Set ALTYN_SEED.")
    for path in sorted(root.iterdir()):
        if path.is_symlink() and path.is_dir():
            name = f"{root.name}/{path.name}"
            return SeedFault(name, 1, "stray-link", "A link leads out of the seed.", "Put the folder here.")
    files, most_bytes = find_files(root), most_files * MOST_BYTES_PER_FILE
    if len(files) > most_files:
        code, problem = "too-many-files", f"The seed has more than {most_files} files."
    elif sum(path.lstat().st_size for path in files) > most_bytes:
        code, problem = "too-large-seed", f"The seed is larger than {most_bytes / 1e6:g} MB."
    else:
        return None
    return SeedFault(root.name, 1, code, problem, "Allow more with --most-files.")


def read_seed(root: Path, most_files: int = MOST_FILES) -> Seed:
    """Give the seed below `root` but its events, with every fault of form, references aside."""
    seed, refusal = Seed(root), _find_refusal(root, most_files)
    if refusal:
        seed.faults.append(refusal)
        seed.is_refused = True
        return seed
    seed.themes = _read_terms(seed, "themes.yaml", ThemeShape)
    seed.places = _read_terms(seed, "places.yaml", PlaceShape)
    seed.people = _read_terms(seed, "people.yaml", PersonShape)
    seed.moved = Entry("moved", *_read_facts(seed, root / "moved.yaml", MovedShape))
    for path in sorted((root / "sources").glob("*.yaml")):
        source = _read_facts(seed, path, SourceShape)[1]
        if source is not None:
            seed.sources[path.stem] = source
    seed.kiosks = _read_kiosks(seed)
    seed.eras = _read_entries(seed, "eras", "era", EraShape)
    seed.collections = _read_entries(seed, "collections", "collection", CollectionShape)
    seed.series = _read_entries(seed, "series", "series", SeriesShape)
    seed.halls = _read_entries(seed, "halls", "hall", HallShape)
    seed.priorities = _read_entries(seed, "priorities", "priority", PriorityShape)
    seed.claims = _read_entries(seed, "claims", "claim", ClaimShape)
    for path in sorted((root / "vignettes").glob("*.svg")):
        svg = read_vignette(open_seed_file(path, root, seed.faults))
        if svg is not None:
            seed.vignettes[path.stem] = svg
    for home in _walk_folders(seed, "pages"):
        file = open_seed_file(home.path, root, seed.faults)
        seed.pages[home.id] = PageEntry(home.id, file, None, _read_words(seed, home))
    return seed
