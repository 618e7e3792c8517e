/** `npm run mingzhang -- …` */
import { runHere } from './process.ts'

await runHere(process.argv.slice(2))
