import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { describe, expect, it } from 'vitest'
import { wrongNode } from '../../worker/cli/shell/this-node.ts'

const OLDER = (name: string): boolean => name !== 'node:sqlite' && builtinModules.includes(name)

describe('a Node that cannot run the program', () => {
  it('is named, with the one that is wanted and the command that takes it', () => {
    const wanted = readFileSync('.node-version', 'utf8').trim()
    const words = wrongNode('20.20.2', OLDER) ?? ''
    for (const part of [`Node ${wanted}`, 'Node 20.20.2', 'npm run mingzhang --']) {
      for (const line of words.trim().split('\n')) expect(line).toContain(part)
    }
    expect(wrongNode(process.versions.node)).toBeNull()
  })

  it.each(['worker/cli/main.ts', 'worker/node.ts'])(
    '%s asks before it loads anything of the program',
    (entry) => {
      const code = readFileSync(entry, 'utf8')
      expect([...code.matchAll(/^import .*$/gm)].map(([line]) => line)).toEqual([
        expect.stringContaining('this-node.ts'),
      ])
      expect(code.indexOf('requireNode()')).toBeLessThan(code.indexOf('await import('))
      expect(readFileSync('worker/cli/shell/this-node.ts', 'utf8').match(/from '\.[^']*'/)).toBeNull()
    },
  )

  it('ends with exit code 2 and these words where the module is missing', () => {
    const lacking = `import module from 'node:module'; module.isBuiltin = (name) => name !== 'node:sqlite'; module.syncBuiltinESMExports()`
    const run = (): string =>
      execFileSync(
        process.execPath,
        [
          '--import',
          `data:text/javascript,${encodeURIComponent(lacking)}`,
          '--import',
          'tsx',
          'worker/cli/main.ts',
          '--help',
        ],
        { encoding: 'utf8', stdio: 'pipe' },
      )
    expect(run).toThrow(
      expect.objectContaining({ status: 2, stdout: '', stderr: wrongNode(process.versions.node, OLDER) }),
    )
  })
})
