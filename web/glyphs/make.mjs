/**
 * Makes `glyphs.bin`: outlines of the characters that pictures of records are written with. Run by hand, and seldom:
 *   npm install --no-save opentype.js @fontsource/noto-sans-sc && node web/glyphs/make.mjs
 *
 * Characters are those of GB 2312 and of the first plane of Big5, and Latin with its accents: what another script or a
 * rarer character asks for is drawn as an empty box. Curves are flattened, since pictures are drawn in one size or two.
 *
 * The file, little-endian: number of characters; of each, in ascending order, its code point (u16), advance (u16, 256 to
 * an em) and the end of its outline in bytes (u32) from the end of this table; then the outlines. An outline is contours
 * one after another: number of points (u8, in parts of 255), then of each point how far it is from the one before, x and y,
 * as zigzag bytes, the high bit of a byte meaning that another follows.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { inflateSync } from 'node:zlib'
import opentype from 'opentype.js'

const EM = 256
/** Distance in units by which a flattened curve may miss the true one. */
const MISS = 0.6

/** Quotation marks stand in words of both scripts: a whole em each would tear English ones apart. */
const QUOTES = new Set([0x2018, 0x2019, 0x201c, 0x201d])
const BESIDE = 14

const files = join(
  dirname(createRequire(import.meta.url).resolve('@fontsource/noto-sans-sc/package.json')),
  'files',
)
const wanted = new Set([0x2013, 0x2014, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2026, 0x3007, 0x25a1])
for (let code = 0x20; code < 0x180; code++) wanted.add(code)
for (let code = 0xff01; code < 0xff5f; code++) wanted.add(code)
for (const [encoding, highest, lowest] of [
  ['gb2312', 0xf7, 0xa1],
  ['big5', 0xc6, 0x40],
]) {
  const decoder = new TextDecoder(encoding)
  for (let high = 0xa1; high <= highest; high++)
    for (let low = lowest; low <= 0xfe; low++) {
      const [code, ...more] = [...decoder.decode(new Uint8Array([high, low]))].map((one) =>
        one.codePointAt(0),
      )
      if (more.length === 0 && code > 0x7f && code < 0xe000) wanted.add(code)
    }
}

const found = new Map()
const slices = readdirSync(files)
  .filter((name) => /^noto-sans-sc-(\d+|latin|latin-ext)-700-normal\.woff$/.test(name))
  .sort((a, b) => Number(b.includes('latin')) - Number(a.includes('latin')))
for (const name of slices) {
  const bytes = readFileSync(join(files, name))
  const font = parsed(bytes)
  const scale = EM / font.unitsPerEm
  for (const [code, glyph] of Object.entries(font.tables.cmap.glyphIndexMap)) {
    const of = font.glyphs.get(glyph)
    if (!wanted.has(Number(code)) || found.has(Number(code))) continue
    const contours = flattened(of.path.commands, scale)
    const advance = Math.round(of.advanceWidth * scale)
    found.set(Number(code), QUOTES.has(Number(code)) ? tightened(contours) : { advance, contours })
  }
}

/** The font in a WOFF file, its tables inflated. */
function parsed(file) {
  const count = file.readUInt16BE(12)
  const head = Buffer.alloc(12 + 16 * count)
  file.copy(head, 0, 4, 8)
  head.writeUInt16BE(count, 4)
  const tables = []
  let at = head.length
  for (let i = 0; i < count; i++) {
    const entry = 44 + 20 * i
    const [offset, packed, length] = [4, 8, 12].map((n) => file.readUInt32BE(entry + n))
    const bytes = file.subarray(offset, offset + packed)
    const table = packed < length ? inflateSync(bytes) : bytes
    file.copy(head, 12 + 16 * i, entry, entry + 4)
    head.writeUInt32BE(file.readUInt32BE(entry + 16), 16 + 16 * i)
    head.writeUInt32BE(at, 20 + 16 * i)
    head.writeUInt32BE(length, 24 + 16 * i)
    const padded = Buffer.alloc((length + 3) & ~3)
    table.copy(padded)
    tables.push(padded)
    at += padded.length
  }
  return opentype.parse(new Uint8Array(Buffer.concat([head, ...tables])).buffer)
}

function flattened(commands, scale) {
  const contours = []
  let points = []
  let at = [0, 0]
  const to = (x, y) => {
    at = [x, y]
    points.push(at)
  }
  for (const { type, x = 0, y = 0, x1 = 0, y1 = 0 } of commands) {
    if (type === 'M') points = []
    if (type === 'M' || type === 'L') to(x * scale, y * scale)
    if (type === 'Q') {
      const [x0, y0] = at
      const [cx, cy, ex, ey] = [x1 * scale, y1 * scale, x * scale, y * scale]
      const bend = Math.hypot(x0 - 2 * cx + ex, y0 - 2 * cy + ey) / 4
      const n = Math.max(1, Math.ceil(Math.sqrt(bend / MISS)))
      for (let i = 1; i <= n; i++) {
        const t = i / n
        const u = 1 - t
        to(u * u * x0 + 2 * u * t * cx + t * t * ex, u * u * y0 + 2 * u * t * cy + t * t * ey)
      }
    }
    if (type === 'Z') contours.push(points)
  }
  return contours.map(thinned).filter((contour) => contour.length > 2)
}

/** Contours with little beside them. */
function tightened(contours) {
  const all = contours.flat().map(([x]) => x)
  const left = Math.min(...all) - BESIDE
  const moved = contours.map((contour) => contour.map(([x, y]) => [x - left, y]))
  return { advance: Math.max(...all) - left + BESIDE, contours: moved }
}

/** Whole units, and no point twice in a row. */
function thinned(points) {
  const whole = points.map(([x, y]) => [Math.round(x), Math.round(y)])
  const all = whole.filter(([x, y], i) => {
    const [px, py] = whole[(i + whole.length - 1) % whole.length]
    return x !== px || y !== py
  })
  return all.filter(([x, y], i) => {
    const [px, py] = all[(i + all.length - 1) % all.length]
    const [nx, ny] = all[(i + 1) % all.length]
    return (x - px) * (ny - py) !== (y - py) * (nx - px)
  })
}

function outlineOf(contours) {
  const bytes = []
  const count = (n) => {
    for (let part = 255; part <= n; part += 255) bytes.push(255)
    bytes.push(n % 255)
  }
  const number = (n) => {
    let left = n < 0 ? -2 * n - 1 : 2 * n
    for (; left > 127; left >>= 7) bytes.push((left & 127) | 128)
    bytes.push(left)
  }
  let [x, y] = [0, 0]
  for (const contour of contours) {
    count(contour.length)
    for (const [px, py] of contour) {
      number(px - x)
      number(py - y)
      ;[x, y] = [px, py]
    }
  }
  return bytes
}

const glyphs = [...found].sort(([a], [b]) => a - b)
const head = Buffer.alloc(4 + 8 * glyphs.length)
head.writeUInt32LE(glyphs.length, 0)
const outlines = []
let end = 0
for (const [i, [code, { advance, contours }]] of glyphs.entries()) {
  const outline = Buffer.from(outlineOf(contours))
  end += outline.length
  head.writeUInt16LE(code, 4 + 8 * i)
  head.writeUInt16LE(advance, 6 + 8 * i)
  head.writeUInt32LE(end, 8 + 8 * i)
  outlines.push(outline)
}
const whole = Buffer.concat([head, ...outlines])
writeFileSync(new URL('glyphs.bin', import.meta.url), whole)
console.log(`${glyphs.length} characters of ${wanted.size}, ${whole.length} bytes`)
