/** `npm start`: the real thing on one machine, as the environment says (`machine/README.md`). */
import { runHere } from './cli/process.ts'

await runHere(['serve', ...process.argv.slice(2)])
