"""Forge: seals what it likes with a repository's own master key, so that only the meaning of a file is wrong, not its seal.

Slow and plain on purpose, and from no library: AES (FIPS 197) in counter mode and Poly1305-AES, as the format has them (F9).
"""

import base64
import hashlib
import hmac
import json
import secrets
import struct

MASK = 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
PRIME = (1 << 130) - 5


def times_two(byte):
    return (byte << 1) ^ (0x11B if byte & 0x80 else 0)


def substitution():
    """The S-box: each byte's inverse in GF(2^8), turned around."""
    box = [0x63] * 256
    power = inverse = 1
    for _ in range(255):
        power ^= times_two(power)  # times three, which generates the field
        inverse ^= inverse << 1
        inverse ^= inverse << 2
        inverse ^= inverse << 4
        inverse &= 0xFF
        if inverse & 0x80:
            inverse ^= 0x09
        turned = inverse
        for shift in (1, 2, 3, 4):
            turned ^= ((inverse << shift) | (inverse >> (8 - shift))) & 0xFF
        box[power] = turned ^ 0x63
    return bytes(box)


BOX = substitution()


def round_keys(key):
    words = [list(key[at:at + 4]) for at in range(0, len(key), 4)]
    own, constant = len(words), 1
    while len(words) < 4 * (own + 7):
        word = words[-1]
        if len(words) % own == 0:
            word = [BOX[byte] for byte in word[1:] + word[:1]]
            word[0] ^= constant
            constant = times_two(constant)
        elif own == 8 and len(words) % own == 4:
            word = [BOX[byte] for byte in word]
        words.append([one ^ other for one, other in zip(words[-own], word)])
    return [sum(words[at:at + 4], []) for at in range(0, len(words), 4)]


def encrypt_block(keys, block):
    state = [byte ^ key for byte, key in zip(block, keys[0])]
    for number, key in enumerate(keys[1:], 1):
        state = [BOX[state[(at + 4 * (at % 4)) % 16]] for at in range(16)]
        if number < len(keys) - 1:
            mixed = []
            for at in range(0, 16, 4):
                column = state[at:at + 4]
                whole = column[0] ^ column[1] ^ column[2] ^ column[3]
                mixed += [byte ^ whole ^ times_two(byte ^ column[(row + 1) % 4]) for row, byte in enumerate(column)]
            state = mixed
        state = [byte ^ part for byte, part in zip(state, key)]
    return bytes(state)


class MasterKey:
    """The keys as `restic cat masterkey` prints them."""

    def __init__(self, text):
        parts = json.loads(text)
        self.encrypting = round_keys(base64.b64decode(parts["encrypt"]))
        self.authenticating = round_keys(base64.b64decode(parts["mac"]["k"]))
        self.r = base64.b64decode(parts["mac"]["r"])

    def crypt(self, nonce, content):
        first, stream = int.from_bytes(nonce, "big"), bytearray()
        for number in range((len(content) + 15) // 16):
            stream += encrypt_block(self.encrypting, ((first + number) % (1 << 128)).to_bytes(16, "big"))
        return bytes(one ^ other for one, other in zip(content, stream))

    def tag(self, nonce, sealed):
        r, total = int.from_bytes(self.r, "little") & MASK, 0
        for at in range(0, len(sealed), 16):
            total = (total + int.from_bytes(sealed[at:at + 16] + b"\1", "little")) * r % PRIME
        end = int.from_bytes(encrypt_block(self.authenticating, nonce), "little")
        return ((total + end) % (1 << 128)).to_bytes(16, "little")

    def seal(self, content):
        nonce = secrets.token_bytes(16)
        sealed = self.crypt(nonce, content)
        return nonce + sealed + self.tag(nonce, sealed)

    def open(self, content):
        nonce, sealed, tag = content[:16], content[16:-16], content[-16:]
        if not hmac.compare_digest(tag, self.tag(nonce, sealed)):
            raise ValueError("the seal is broken")
        return self.crypt(nonce, sealed)


def cheapen_key(folder, password, master):
    """Replaces the only key file of a repository by one for the same password that takes no time to try: what a harness asks of a
    repository a thousand times is not how long scrypt takes. `master` is the text of `restic cat masterkey`."""
    old, = (folder / "keys").iterdir()
    key = json.loads(old.read_text())
    cost, salt = {"N": 2, "r": 1, "p": 1}, secrets.token_bytes(64)
    derived = hashlib.scrypt(password.encode(), salt=salt, n=cost["N"], r=cost["r"], p=cost["p"], dklen=64)
    encrypt, k, r = (base64.b64encode(part).decode() for part in (derived[:32], derived[32:48], derived[48:]))
    user = MasterKey(json.dumps({"encrypt": encrypt, "mac": {"k": k, "r": r}}))
    sealed = user.seal(json.dumps(json.loads(master)).encode())
    made = json.dumps(key | cost | {name: base64.b64encode(part).decode() for name, part in (("salt", salt), ("data", sealed))})
    new = folder / "keys" / hashlib.sha256(made.encode()).hexdigest()
    new.write_text(made)
    new.chmod(old.stat().st_mode)
    old.unlink()


def header(blobs):
    """A pack's header, from blobs as an index has them (F12)."""
    entries = b""
    for blob in blobs:
        kind = {"data": 0, "tree": 1}[blob["type"]]
        if blob.get("uncompressed_length"):
            entries += struct.pack("<BII", kind + 2, blob["length"], blob["uncompressed_length"])
        else:
            entries += struct.pack("<BI", kind, blob["length"])
        entries += bytes.fromhex(blob["id"])
    return entries


def store_under_wrong_id(root, master, index_name, index, pack_number, victim, stranger):
    """Puts the blob `stranger` (its number in the pack) also where `victim` is, under the victim's id. Pack and index are made
    anew, so that every seal, length and file name is right and only the content tells; `index` is its JSON, decoded."""
    packs = [dict(pack) for pack in index["packs"]]
    pack = packs[pack_number]
    old = root / "data" / pack["id"][:2] / pack["id"]
    content, changed, bodies, offset = old.read_bytes(), [], [], 0
    for number, blob in enumerate(pack["blobs"]):
        source = pack["blobs"][stranger if number == victim else number]
        bodies.append(content[source["offset"]:source["offset"] + source["length"]])
        changed.append(source | {"id": blob["id"], "offset": offset})
        offset += source["length"]
    sealed = master.seal(header(changed))
    made = b"".join(bodies) + sealed + struct.pack("<I", len(sealed))
    pack |= {"id": hashlib.sha256(made).hexdigest(), "blobs": changed}
    packs[pack_number] = pack
    new = root / "data" / pack["id"][:2] / pack["id"]
    new.parent.mkdir(exist_ok=True)
    new.write_bytes(made)
    index_made = master.seal(json.dumps({"packs": packs}).encode())
    (root / "index" / hashlib.sha256(index_made).hexdigest()).write_bytes(index_made)
    old.unlink()
    (root / "index" / index_name).unlink()
    return changed[victim]["id"]
