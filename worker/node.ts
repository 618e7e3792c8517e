/** `npm start`: the real thing on one machine, as the environment says (`machine/README.md`). */
import { requireNode } from './cli/shell/this-node.ts'

requireNode()
const { runHere } = await import('./cli/process.ts')
await runHere(['serve', ...process.argv.slice(2)])
