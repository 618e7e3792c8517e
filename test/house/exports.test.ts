/** An export is a promise to other files: what only its own file uses is not exported. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

const EXPORTED = /^export (?:async )?(?:abstract )?(?:const|function\*?|class|enum|let) ([A-Za-z_$][\w$]*)/gm

const WORD = /[A-Za-z_$][\w$]*/g

/** Folders whose exports are read by a tool, with their reason. */
const READ_BY_TOOLS: readonly (readonly [path: string, why: string])[] = [
  ['worker/store/schema/', 'migrations are generated from its tables'],
]

function sources(): readonly (readonly [path: string, text: string])[] {
  return ['worker', 'web', 'test'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('web/dist'))
      .map((path) => [path, readFileSync(join(root, path), 'utf8')] as const),
  )
}

it('what a file exports, another names', () => {
  const files = sources()
  const named = new Map<string, number>()
  for (const [, text] of files)
    for (const word of new Set(text.match(WORD))) named.set(word, (named.get(word) ?? 0) + 1)
  const alone = files
    .filter(([path]) => !READ_BY_TOOLS.some(([folder]) => path.startsWith(folder)))
    .flatMap(([path, text]) =>
      [...text.matchAll(EXPORTED)].flatMap(([, name = '']) =>
        named.get(name) === 1 ? [`${path}: ${name}`] : [],
      ),
    )
  expect(files.length).toBeGreaterThan(1000)
  expect(alone).toEqual([])
})
