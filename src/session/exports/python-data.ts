import type { RunSettings } from '#maml';

// Python from archives to tasks, by the page's own rules.

export function examplesPart({ ink }: RunSettings): string {
  const [words, x] = ink === 'high' ? ['ink 1, paper 0', '1 - x / 255'] : ['ink 0, paper 1', 'x / 255'];
  return `\
def examples(drawings):
    """Images [n, 1, 28, 28] (${words}) and their labels, from drawings [ways, each, 28, 28]."""
    x = drawings.reshape(-1, 1, 28, 28).to(DEVICE)
    return ${x}, torch.arange(WAYS, device=DEVICE).repeat_interleave(drawings.shape[1])`;
}

export function samplePart({ tasksWithin }: RunSettings): string {
  const [words, classes] =
    tasksWithin === 'all'
      ? ['', 'chance.sample(classes, WAYS)']
      : [', all of one alphabet', 'chance.sample(chance.choice(classes), WAYS)'];
  return `\
def sample(classes, chance):
    """A task${words}: its support set [ways, shots, 28, 28] and its query set [ways, queries, 28, 28]."""
    chosen = ${classes}
    drawings = torch.stack([each[chance.sample(range(len(each)), SHOTS + QUERIES)] for each in chosen])
    return drawings[:, :SHOTS], drawings[:, SHOTS:]`;
}

export const readPart = `\
PLACE = re.compile(r"(?:(.*)/)?([^/]+)/(character\\d+)/([^/]+\\.png)", re.I)
OFFICIAL = re.compile(r"images_(background|evaluation)(?:_small[12])?(?: ?\\(\\d+\\))?(?:\\.zip)?", re.I)


def find(archive, found, around):
    """Collects the drawings of a zip, and of zips in it, by half, alphabet, character and file name."""
    with zipfile.ZipFile(archive) as opened:
        for path in sorted(opened.namelist()):
            place = PLACE.fullmatch(path)
            if "__MACOSX" in path:
                continue
            if place:
                folders = (place[1] or "").split("/")
                halves = [OFFICIAL.fullmatch(name) for name in reversed([*around, *folders])]
                half = next((named[1].lower() for named in halves if named), f"other {folders[-1]}")
                found.setdefault((half, *place.groups()[1:]), opened.read(path))
            elif path.endswith(".zip"):
                find(io.BytesIO(opened.read(path)), found, [*around, *path.split("/")])


def prepare(png):
    """A drawing as 28x28 bytes, ink 0 on paper 255; paper shows through what is transparent."""
    image = Image.open(io.BytesIO(png)).convert("RGBA")
    paper = Image.new("L", image.size, 255)
    image = Image.composite(image.convert("L"), paper, image.getchannel("A")).resize((28, 28), Image.BICUBIC)
    return torch.frombuffer(bytearray(image.tobytes()), dtype=torch.uint8).reshape(28, 28)


def read(archives):
    """The drawings [drawings, 28, 28] of every character by its half, alphabet and name, in their order."""
    found, characters = {}, {}
    for archive in archives:
        find(archive, found, [os.path.basename(archive)])
    for (*character, _), png in sorted(found.items()):
        characters.setdefault(tuple(character), []).append(prepare(png))
    return {character: torch.stack(drawings) for character, drawings in characters.items()}`;

/** How a split is made: what names the classes of `test`, and what those of validation. */
interface SplitRule {
  test: string;
  held: string;
}

const MOVED = 'names[max(WAYS, min(share, len(names) - WAYS)):]';
const SHARE = 'share = int(len(names) * 1200 / 1623 + 0.5)';

const heldAlphabets = `\
def held(train):
    """Validation: whole alphabets of meta-training, evenly spread; none where too little would be left."""
    alphabets = by_alphabet(train)
    for count in range(max(1, int(len(alphabets) * VALIDATION_SHARE + 0.5)), len(alphabets)):
        some = [name for i in range(count) for name in alphabets[i * len(alphabets) // count]]
        if len(train) - len(some) < WAYS:
            break
        if len(some) >= WAYS:
            return some
    return []`;

const SPLITS: Record<RunSettings['split'], SplitRule> = {
  official: {
    test: `\
    if any(half in ("background", "evaluation") for half, _, _ in names):  # Omniglot's own halves
        test = [name for name in names if name[0] == "evaluation"]
    else:  # the reference's share, moved where a side would have too few classes for a task
        ${SHARE}
        test = ${MOVED}`,
    held: heldAlphabets,
  },
  'file-order': {
    test: `\
    ${SHARE}
    test = names[share:]  # in file order, as the reference does`,
    held: heldAlphabets,
  },
  shuffled: {
    test: `\
    ${SHARE}
    last = ${MOVED.replace('names[', 'shuffled(names)[')}
    test = [name for name in names if name in last]`,
    held: `\
def held(train):
    """Validation: characters of meta-training; none where too little would be left."""
    some = shuffled(train)[-max(WAYS, int(len(train) * VALIDATION_SHARE + 0.5)):]
    return [name for name in train if name in some] if len(train) - len(some) >= WAYS else []`,
  },
};

const shuffledPart = `\
def shuffled(names):
    """In an order as if by chance, whatever the alphabet, that the names alone decide."""
    return sorted(names, key=lambda name: hashlib.sha256(f"{name[1]}/{name[2]}".encode()).hexdigest())`;

const byAlphabetPart = `\
def by_alphabet(names):
    alphabets = {}
    for half, alphabet, character in names:
        alphabets.setdefault((half.split()[0], alphabet), []).append((half, alphabet, character))
    return list(alphabets.values())`;

/** The split into meta-training, validation and meta-test, and the classes of a part. */
export function splitPart(settings: RunSettings): string {
  const { split, validationShare, tasksWithin, rotations, evaluateRotations } = settings;
  const { test, held } = SPLITS[split];
  const isHeld = validationShare > 0;
  const isWithin = tasksWithin === 'alphabet';
  const usesAlphabets = isWithin || (isHeld && held === heldAlphabets);
  const splitItself = `\
def split(characters):
    """The names of the classes for meta-training, validation and meta-test, as the page splits them."""
    names = list(characters)
${test}
    train = [name for name in names if name not in test]
    validation = ${isHeld ? 'held(train)' : '[]'}
    return {"train": [name for name in train if name not in validation], "validation": validation, "test": test}


def digest(parts):
    """A digest of the names, part by part: where it is the page's, the split is."""
    lines = "".join(f"{part} {alphabet}/{name}\\n" for part in parts for _, alphabet, name in parts[part])
    return hashlib.sha256(lines.encode()).hexdigest()[:16]`;
  return [
    ...(usesAlphabets ? [byAlphabetPart] : []),
    ...(split === 'shuffled' ? [shuffledPart] : []),
    ...(isHeld ? [held] : []),
    splitItself,
    (isWithin ? classesByAlphabet : classesOfAll)(rotations || evaluateRotations),
  ].join('\n\n\n');
}

/** Classes out of drawings: themselves, or with their quarter turns, which are classes of their own. */
const TURNED = '[torch.rot90(each, turn, (1, 2)) for turn in range(turns) for each in classes]';

const classesOfAll = (isTurned: boolean) => `\
def classes_of(names, characters${isTurned ? ', turns=1' : ''}):
    """The classes that have drawings enough for a task${isTurned ? '; quarter turns of one are classes of their own' : ''}."""
    classes = [characters[name] for name in names if len(characters[name]) >= SHOTS + QUERIES]${
      isTurned ? `\n    classes = ${TURNED}` : ''
    }
    if 0 < len(names) and len(classes) < WAYS:
        raise SystemExit(f"a task needs {WAYS} characters of {SHOTS + QUERIES} drawings; a part has {len(classes)}")
    return classes`;

const classesByAlphabet = (isTurned: boolean) => `\
def classes_of(names, characters${isTurned ? ', turns=1' : ''}):
    """The classes that have drawings enough, a list for each alphabet large enough for a task${isTurned ? '; turned ones count' : ''}."""
    alphabets = []
    for alphabet in by_alphabet(names):
        classes = [characters[name] for name in alphabet if len(characters[name]) >= SHOTS + QUERIES]
        alphabets.append(${isTurned ? TURNED : 'classes'})
    large = [classes for classes in alphabets if len(classes) >= WAYS]
    if names and not large:
        raise SystemExit(f"a task within one alphabet needs {WAYS} characters; no alphabet of a part has them")
    return large`;

/** The option `--data` of both programs. */
export const dataOption = `\
    parser.add_argument("--data", nargs="+", default=[], metavar="ZIP", help="Omniglot's archives")`;
