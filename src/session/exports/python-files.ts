import type { RunSettings } from '#maml';
import { toOptions } from '../settings.ts';

// Python that reads and writes files: safetensors, and fixed episodes.

export const loadPart = `\
FLOATS = {"F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16, "F64": torch.float64}


def load(path):
    """The tensors of a safetensors file, as float32, and its metadata: a length, a header in JSON, the values."""
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header, values = json.loads(file.read(length)), bytearray(file.read())
    metadata, tensors = header.pop("__metadata__", None) or {}, {}
    for name, entry in header.items():
        if entry["dtype"] in FLOATS and entry["data_offsets"][1] > entry["data_offsets"][0]:
            part = values[slice(*entry["data_offsets"])]
            tensors[name] = torch.frombuffer(part, dtype=FLOATS[entry["dtype"]]).reshape(entry["shape"]).float()
    return tensors, metadata


def fitting(path, tensors, expected, prefix=""):
    """Of a file's tensors those of these names and shapes; the program ends where one lacks or differs."""
    for name in tensors:
        if name.startswith(prefix + "learned.") and name[len(prefix) :] not in expected:
            raise SystemExit(f"{path}: of another algorithm: {name}")
    for name, tensor in expected.items():
        shape = list(tensors[prefix + name].shape) if prefix + name in tensors else "missing"
        if shape != list(tensor.shape):
            raise SystemExit(f"{path}: of other settings: {prefix}{name} is {shape}, here {list(tensor.shape)}")
    return {name: tensors[prefix + name] for name in expected}


def same_settings(path, metadata, names):
    """The settings that a checkpoint names; the program ends where one of these differs from this program's."""
    run = json.loads(metadata.get("run", "{}"))
    other = [f"{name} {run[name]}, here {RUN[name]}" for name in names if name in run and run[name] != RUN[name]]
    if other:
        raise SystemExit(f"{path}: of other settings: {'; '.join(other)}")
    return run`;

/** The settings that a checkpoint names, as Python's constant `RUN`. */
export function runPart(settings: RunSettings): string {
  // The backend is the page's own affair.
  const options = Object.entries(toOptions(settings)).filter(([name]) => name !== 'backend');
  const entries = options.map(([name, value]) => `"${name}": ${python(value)}`);
  return `RUN = {${wrapped(entries, '    ')}}  # all settings, as a checkpoint names them`;
}

function python(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return JSON.stringify(value);
}

/** Entries of a literal, a few to a line. */
function wrapped(entries: readonly string[], indent: string): string {
  const lines: string[] = [];
  for (const entry of entries) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + entry.length < 100) lines[lines.length - 1] = `${last}, ${entry}`;
    else lines.push(entry);
  }
  return `\n${lines.map((line) => `${indent}${line},`).join('\n')}\n`;
}

export const savePart = `\
def write(path, tensors, metadata):
    """A safetensors file, which takes the place of the old one only when it is whole."""
    header, values = {"__metadata__": {"format": "pt", **metadata}}, b""
    for name, tensor in tensors.items():
        part = struct.pack(f"<{tensor.numel()}f", *tensor.flatten().tolist())
        offsets = [len(values), len(values) + len(part)]
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": offsets}
        values += part
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path + ".part", "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + values)
        file.flush()
        os.fsync(file.fileno())
    os.replace(path + ".part", path)


def beside(path):
    """Where Adam's moments lie: beside the weights."""
    return re.sub(r"\\.safetensors$", "", path) + ".optimizer.safetensors"


def save(options, theta, adam, iteration):
    """The weights, as a checkpoint that the page opens, and Adam's moments beside them."""
    run = {**RUN, "seed": options.seed, "iterations": options.iterations, "iteration": iteration}
    state = {name: adam.state[tensor] for name, tensor in theta.items() if tensor in adam.state}
    moments = {f"first.{name}": each["exp_avg"] for name, each in state.items()}
    moments.update({f"second.{name}": each["exp_avg_sq"] for name, each in state.items()})
    updates = max((int(each["step"]) for each in state.values()), default=0)
    biases = {f"blocks.{block}.conv.bias": torch.zeros(FILTERS) for block in range(4)}
    write(beside(options.out), moments, {"updates": str(updates), "iteration": str(iteration)})
    write(options.out, {**theta, **biases}, {"run": json.dumps(run)})`;

export const resumePart = `\
# What may differ where a run goes on.
FREE = ("seed", "iterations", "evaluate-every", "evaluate-tasks", "evaluate-steps", "evaluate-rotations")
MOMENTS = "optimizer.safetensors"  # the page's name for them


def put(theta, tensors):
    for name, tensor in tensors.items():
        theta[name].copy_(tensor)


def resume(path, theta, adam):
    """Takes over the weights of a run and Adam's moments; returns the settings that the file names."""
    tensors, metadata = load(path)
    run = same_settings(path, metadata, [name for name in RUN if name not in FREE])
    put(theta, fitting(path, tensors, theta))
    found = [each for each in (beside(path), os.path.join(os.path.dirname(path), MOMENTS)) if os.path.exists(each)]
    if not found:
        print(f"{beside(path)} is missing: Adam begins without moments", file=sys.stderr)
        return run
    tensors, metadata = load(found[0])
    of = metadata.get("iteration") or metadata.get("save", "").split("-")[0]  # the page's files name the save
    if of and of != str(run.get("iteration")):
        raise SystemExit(f"{found[0]}: of iteration {of}; the weights of {run.get('iteration')}")
    first, second = (fitting(found[0], tensors, theta, prefix) for prefix in ("first.", "second."))
    for name, tensor in theta.items():
        step = torch.tensor(float(metadata["updates"]))
        adam.state[tensor] = {"step": step, "exp_avg": first[name].to(DEVICE), "exp_avg_sq": second[name].to(DEVICE)}
    return run`;
