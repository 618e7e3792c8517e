/**
 * The Node that runs this, looked at before anything of the program is loaded. It imports nothing of the program, so
 * that an older one can say what is missing in words in place of a stack.
 */
import { isBuiltin } from 'node:module'

/** Module that the program reads ledgers with, and that an older Node lacks. */
const NEEDED = 'node:sqlite'

/**
 * Words for a Node that cannot run the program, in both languages; null for one that can.
 *
 * @param version of the Node, as `20.20.2`
 * @param has whether it has a module of its own by this name
 */
export function wrongNode(version: string, has: (name: string) => boolean = isBuiltin): string | null {
  if (has(NEEDED)) return null
  return `需要 Node 24，而这里是 Node ${version}，没有 ${NEEDED}。请用 npm run mingzhang -- <命令> 或 npm start：它们用随软件装好的 Node。
This takes Node 24; the one at hand is Node ${version}, which has no ${NEEDED}. Use npm run mingzhang -- <command>, or npm start: they take the Node that was installed with the software.
`
}

/** Ends the process with exit code 2, and says why, where this Node cannot run the program. */
export function requireNode(): void {
  const words = wrongNode(process.versions.node)
  if (words === null) return
  process.stderr.write(words)
  process.exit(2)
}
