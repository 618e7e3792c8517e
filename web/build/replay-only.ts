/**
 * A reader's browser replays records and decides nothing. What kinds declare for whoever writes (what an act
 * refuses and why, what it records elsewhere, forms, lists, search texts) is left out of the script of public
 * pages, which weighs a third less without it. Only named properties go; reducers stay as they are.
 */
import type { Plugin } from 'vite'

/** Properties of acts and of the rules of a kind. `open` is also what a status may be called: functions alone go. */
const OF_ACTS = new Set([
  'settle',
  'also',
  'besides',
  'mentions',
  'sound',
  'open',
  'entering',
  'decide',
  'holder',
  'placed',
  'counts',
  'goesBackTo',
])
/** Properties of acts that are no functions: what is asked before an act is decided, or before something is erased. */
const MARKS = new Set(['evenAnnulled', 'lasting'])
/** Properties of the declaration of a kind, in its `kind.ts`. */
const OF_KINDS = new Set([
  'summarise',
  'search',
  'links',
  'dates',
  'held',
  'formal',
  'filters',
  'form',
  'history',
  'binding',
  'served',
])
const FUNCTIONS = new Set(['ArrowFunctionExpression', 'FunctionExpression'])

interface Node {
  type: string
  start: number
  end: number
  key?: Node & { name?: string }
  argument?: unknown
  value?: unknown
  properties?: unknown
  callee?: Node & { name?: string }
}

interface ImportNode extends Node {
  source?: { value?: string }
  specifiers?: { imported?: { name?: string }; local?: { name?: string } }[]
}

/** Files of the domain: vocabularies and what refuses stand in others than those of the kinds as well. */
const DOMAIN = /\/worker\/domain\/.+\.ts$/
/** Files that declare acts: of one kind, or of every kind. */
const ACTS = /\/worker\/domain\/(kinds|record)\/.+\.ts$/

/** A place in a source, and what stands there instead. */
interface Cut extends Pick<Node, 'start' | 'end'> {
  text: string
}

/** Cuts what a replay does not need out of the domain. */
export function replayOnly(): Plugin {
  return {
    name: 'replay-only',
    transform: {
      order: 'pre',
      filter: { id: DOMAIN },
      handler(code, id) {
        const isKind = id.endsWith('/kind.ts')
        const hasActs = ACTS.test(id)
        const cuts: Cut[] = []
        const program = this.parse(code, { lang: 'ts' })
        const wording = wordingIn(program.body)
        const visit = (node: unknown): void => {
          if (Array.isArray(node)) {
            for (const one of node) visit(one)
          } else if (isNode(node)) {
            const { start, end } = node
            if (isKind && isListing(node)) cuts.push({ start, end, text: '...{}' })
            else if (hasActs && node.type === 'Property' && isCut(node, isKind))
              cuts.push({ start, end: end + (/^\s*,/.exec(code.slice(end))?.[0].length ?? 0), text: '' })
            else if (isWords(node, wording)) cuts.push({ start, end, text: '0' })
            else for (const one of Object.values(node)) visit(one)
          }
        }
        visit(program)
        return cuts
          .sort((a, b) => b.start - a.start)
          .reduce((rest, { start, end, text }) => `${rest.slice(0, start)}${text}${rest.slice(end)}`, code)
      },
    },
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

/** Names by which a file calls the function that makes a text of two languages: whatever else is called `of` stays. */
function wordingIn(body: unknown): ReadonlySet<string> {
  const found = new Set<string>()
  for (const one of Array.isArray(body) ? body : []) {
    if (!isNode(one) || one.type !== 'ImportDeclaration') continue
    const { source, specifiers }: ImportNode = one
    if (!/\/problem\.ts$/.test(source?.value ?? '')) continue
    for (const { imported, local } of specifiers ?? [])
      if (imported?.name === 'of' && local?.name) found.add(local.name)
  }
  return found
}

/**
 * A text in both languages, `{ zh, en }` or `of(zh, en)`: a replay asks which codes there are, never how they are
 * called.
 */
function isWords({ type, properties, callee }: Node, wording: ReadonlySet<string>): boolean {
  if (type === 'CallExpression' && callee?.type === 'Identifier') return wording.has(callee.name ?? '')
  if (type !== 'ObjectExpression' || !Array.isArray(properties) || properties.length !== 2) return false
  return properties.every(
    (one) => isNode(one) && one.type === 'Property' && (one.key?.name === 'zh' || one.key?.name === 'en'),
  )
}

/** True for what a kind says of its lists: `...listed({ … })`. */
function isListing({ type, argument }: Node): boolean {
  return (
    type === 'SpreadElement' &&
    isNode(argument) &&
    argument.type === 'CallExpression' &&
    argument.callee?.name === 'listed'
  )
}

function isCut({ key, value }: Node, isKind: boolean): boolean {
  const name = key?.name ?? ''
  if (isKind && OF_KINDS.has(name)) return true
  if (!isNode(value)) return false
  return (OF_ACTS.has(name) && FUNCTIONS.has(value.type)) || (MARKS.has(name) && value.type === 'Literal')
}
