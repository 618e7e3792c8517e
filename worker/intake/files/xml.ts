/** XML as JSON: elements and attributes by their names. Nothing is fetched, and no entity of a document is expanded. */
import type { Problem } from '../../domain/record/problem.ts'
import type { Json } from '../../ledger/canonical.ts'
import { unreadable } from './sheet.ts'

interface Element {
  name: string
  attributes: [string, string][]
  children: Element[]
  text: string
}

const ENTITIES: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
/** Elements inside of one another; no register goes so deep. */
const DEEPEST = 200
/** Name of the text of an element that has attributes or children as well. */
const TEXT = 'text'

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

function plain(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

/** The encoding that the first line of an XML file names; null where it names none. */
export function statedEncoding(bytes: Uint8Array): string | null {
  const start = new TextDecoder('latin1').decode(bytes.slice(0, 200))
  const name = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/i.exec(start)?.[1]
  if (name === undefined) return null
  try {
    return new TextDecoder(name).encoding
  } catch {
    return null
  }
}

/** The content of the outermost element. @throws Problem `invalid` that names the line where it breaks off */
export function xmlOf(text: string, file: string): Json {
  const root = parsed(text, file)
  const lists = new Set<string>()
  repeated(root, lists)
  const content = jsonOf(root, lists)
  return typeof content === 'string' ? { [TEXT]: content } : content
}

function parsed(text: string, file: string): Element {
  const wrong = (at: number): Problem => {
    const line = text.slice(0, at).split('\n').length
    return unreadable(file, `不是合法的 XML（第 ${line} 行）`, `it is not valid XML (line ${line})`)
  }
  /** The place behind an end mark. */
  const behind = (mark: string, from: number): number => {
    const found = text.indexOf(mark, from)
    if (found === -1) throw wrong(from)
    return found + mark.length
  }
  const outermost: Element = { name: '', attributes: [], children: [], text: '' }
  const open: Element[] = [outermost]
  const here = (): Element => open.at(-1) ?? outermost
  for (let at = 0; at < text.length; ) {
    const next = text.indexOf('<', at)
    const before = text.slice(at, next === -1 ? text.length : next)
    if (before.trim() !== '' && open.length > 1) here().text += plain(before)
    if (next === -1) break
    if (text.startsWith('<!--', next)) at = behind('-->', next)
    else if (text.startsWith('<![CDATA[', next)) {
      at = behind(']]>', next)
      here().text += text.slice(next + 9, at - 3)
    } else if (text.startsWith('<?', next)) at = behind('?>', next)
    else if (text.startsWith('<!', next)) at = behindDeclaration(text, next) ?? behind('>', text.length)
    else if (text.startsWith('</', next)) {
      at = behind('>', next)
      const closing = open.length > 1 ? open.pop() : undefined
      if (closing?.name !== text.slice(next + 2, at - 1).trim()) throw wrong(next)
    } else {
      const tag = /<([^\s/>="'<]+)((?:\s+[^\s/>="'<]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/y
      tag.lastIndex = next
      const found = tag.exec(text)
      if (found === null || open.length > DEEPEST) throw wrong(next)
      const [whole, name = '', some = '', closed] = found
      const attributes = [...some.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)]
      const element: Element = {
        name,
        attributes: attributes
          .filter(([, own = '']) => !/^xmlns(?::|$)/.test(own))
          .map(([, own = '', double, single]) => [local(own), plain(double ?? single ?? '')]),
        children: [],
        text: '',
      }
      here().children.push(element)
      if (closed === '') open.push(element)
      at = next + whole.length
    }
  }
  const [root, ...others] = outermost.children
  if (root === undefined || others.length > 0 || open.length > 1) throw wrong(text.length)
  return root
}

/** The place behind a document type, which may hold declarations in square brackets; null where it has no end. */
function behindDeclaration(text: string, from: number): number | null {
  let depth = 0
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '[') depth += 1
    else if (text[at] === ']') depth -= 1
    else if (text[at] === '>' && depth <= 0) return at + 1
  }
  return null
}

/** Elements of which a parent has several anywhere are lists everywhere, also where one alone stands. */
function repeated(element: Element, lists: Set<string>): void {
  const seen = new Set<string>()
  for (const { name } of element.children) {
    const pair = `${local(element.name)} ${local(name)}`
    if (seen.has(pair)) lists.add(pair)
    seen.add(pair)
  }
  for (const child of element.children) repeated(child, lists)
}

function jsonOf({ name, attributes, children, text }: Element, lists: ReadonlySet<string>): Json {
  const own = text.trim()
  if (attributes.length === 0 && children.length === 0) return own
  const members = new Map<string, Json>(attributes)
  for (const child of children) {
    const of = local(child.name)
    const value = jsonOf(child, lists)
    const there = members.get(of)
    if (!lists.has(`${local(name)} ${of}`)) members.set(of, value)
    else if (Array.isArray(there)) there.push(value)
    else members.set(of, [value])
  }
  if (own !== '' && !members.has(TEXT)) members.set(TEXT, own)
  return Object.fromEntries(members)
}
