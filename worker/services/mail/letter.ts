/** A letter as plain text and as small HTML, both of the same parts: no pictures, no styles from elsewhere, no tracking. */
import type { Lang } from '../../domain/record/problem.ts'
import { oneLine } from './mailer.ts'

/** A part of a letter: a heading that may be a link, lines, and links that stand alone. */
export interface Part {
  heading?: string
  url?: string
  lines?: readonly string[]
  links?: readonly { words: string; url: string }[]
}

/** @returns both forms; every text in it is one line, whatever a record holds */
export function letterOf(lang: Lang, parts: readonly Part[]): { text: string; html: string } {
  const text = parts.map(textOf).join('\n\n')
  const html = parts.map(htmlOf).join('\n')
  return {
    text: `${text}\n`,
    html: `<!doctype html><html lang="${lang === 'en' ? 'en' : 'zh-CN'}"><head><meta charset="utf-8"></head><body>\n${html}\n</body></html>\n`,
  }
}

function textOf({ heading, url, lines = [], links = [] }: Part): string {
  return [
    ...(heading === undefined ? [] : [oneLine(heading)]),
    ...lines.map((line) => `  ${oneLine(line)}`),
    ...(url === undefined ? [] : [`  ${url}`]),
    ...links.map((link) => `${oneLine(link.words)}\n  ${link.url}`),
  ].join('\n')
}

function htmlOf({ heading, url, lines = [], links = [] }: Part): string {
  const title = heading === undefined ? '' : escaped(oneLine(heading))
  const linked = url === undefined ? title : `<a href="${escaped(url)}">${title}</a>`
  return [
    ...(title === '' ? [] : [`<p><b>${linked}</b></p>`]),
    ...(lines.length === 0 ? [] : [`<p>${lines.map((line) => escaped(oneLine(line))).join('<br>\n')}</p>`]),
    ...links.map((link) => `<p><a href="${escaped(link.url)}">${escaped(oneLine(link.words))}</a></p>`),
  ].join('\n')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark)
}
