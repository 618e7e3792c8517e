/**
 * Days, and numbers written with hyphens, that no line ends in. Browsers end a line behind the hyphen of `2026-03-01`,
 * whatever a style says of words, so each stands in an element of its own. One hook of the renderer sees to it, on the
 * server and in the browser alike; the text itself stays as it is, for whoever copies it or searches the page.
 */
import { type ComponentChild, type ComponentChildren, Fragment, h, options, type VNode } from 'preact'

/** A day or month of the calendar, in figures or in Chinese; any other figures joined by hyphens. */
const WHOLE = /\d{2,4} ?年 ?\d{1,2} ?月(?: ?\d{1,2} ?日)?|\d+(?:-\d+)+/g

/** The longest run that is kept whole, in characters: on the narrowest screen a line takes that much. */
const LONGEST = 20

/** Elements in which no other element may stand, whose lines are never broken, or that hold what is copied into a field. */
const PLAIN = new Set([
  'title',
  'option',
  'textarea',
  'script',
  'style',
  'time',
  'code',
  'text',
  'tspan',
  'desc',
])

const CLASS = 'nowrap'

/** The parts of a text, its days and numbers as elements; null where it has none. */
function parts(text: string): ComponentChild[] | null {
  if (text.length < 3 || !/\d[-年 ]/.test(text)) return null
  const found: ComponentChild[] = []
  let end = 0
  for (const { 0: run, index } of text.matchAll(WHOLE)) {
    if (run.length > LONGEST) continue
    if (index > end) found.push(text.slice(end, index))
    found.push(h('span', { class: CLASS }, run))
    end = index + run.length
  }
  if (found.length === 0) return null
  if (end < text.length) found.push(text.slice(end))
  return found
}

/** Children with their days whole; the same object where nothing changes, so that the renderer keeps what it knows. */
function wholeIn(children: ComponentChildren): ComponentChildren {
  if (typeof children === 'string') return parts(children) ?? children
  if (!Array.isArray(children)) return children
  const made = children.map(wholeIn)
  return made.some((one, i) => one !== children[i]) ? made : children
}

type Drawn = VNode<{ children?: ComponentChildren; class?: unknown }>

/** True for an element whose text can be broken; what a component is given, its own elements show. */
function isBroken({ type, props }: Drawn): boolean {
  if (type === Fragment) return true
  return typeof type === 'string' && !PLAIN.has(type) && props.class !== CLASS
}

let isOn = false

/** Has every text that is drawn from now on keep its days whole. Done once, however often it is asked for. */
export function keepDaysWhole(): void {
  if (isOn) return
  isOn = true
  const before = options.vnode
  options.vnode = (vnode: Drawn) => {
    if (isBroken(vnode)) vnode.props.children = wholeIn(vnode.props.children)
    before?.(vnode)
  }
}
