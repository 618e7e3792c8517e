/**
 * A reader's browser replays records and decides nothing. What kinds declare for whoever writes (what an act
 * refuses and why, what it records elsewhere, forms, filters, search texts) is left out of the script of public
 * pages, which weighs a third less without it. Only values of named properties go; reducers stay as they are.
 */
import type { Plugin } from 'vite'

/** Properties of acts and of the rules of a kind. `open` is also what a status may be called: functions alone go. */
const OF_ACTS = new Set(['settle', 'also', 'besides', 'mentions', 'sound', 'open'])
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
])
const FUNCTIONS = new Set(['ArrowFunctionExpression', 'FunctionExpression'])

interface Node {
  type: string
  start: number
  end: number
  key?: Node & { name?: string }
  value?: unknown
}

/** Cuts what a replay does not need out of the kinds. */
export function replayOnly(): Plugin {
  return {
    name: 'replay-only',
    transform: {
      order: 'pre',
      filter: { id: /\/worker\/domain\/kinds\/.+\.ts$/ },
      handler(code, id) {
        const isKind = id.endsWith('/kind.ts')
        const cuts: Node[] = []
        const visit = (node: unknown): void => {
          if (Array.isArray(node)) {
            for (const one of node) visit(one)
          } else if (isNode(node)) {
            if (node.type === 'Property' && isCut(node, isKind)) cuts.push(node)
            else for (const one of Object.values(node)) visit(one)
          }
        }
        visit(this.parse(code, { lang: 'ts' }))
        return cuts
          .sort((a, b) => b.start - a.start)
          .reduce(
            (text, { start, end, key }) => `${text.slice(0, start)}${key?.name}: undefined${text.slice(end)}`,
            code,
          )
      },
    },
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

function isCut({ key, value }: Node, isKind: boolean): boolean {
  const name = key?.name ?? ''
  if (isKind && OF_KINDS.has(name)) return true
  return OF_ACTS.has(name) && isNode(value) && FUNCTIONS.has(value.type)
}
