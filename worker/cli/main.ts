/** `npm run mingzhang -- …` */
import { requireNode } from './shell/this-node.ts'

requireNode()
const { runHere } = await import('./process.ts')
await runHere(process.argv.slice(2))
