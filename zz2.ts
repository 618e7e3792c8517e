import { readFileSync } from 'node:fs'
import { encodingOf, decodeText } from './worker/intake/files/encoding.ts'
import { draftMapping } from './worker/intake/register/draft/draft.ts'
const bytes = new Uint8Array(readFileSync('/tmp/false-unseen/12-tasks.csv'))
try { console.log(encodingOf(bytes, 'x')) } catch (e) { console.log(String(e)) }
try { console.log(decodeText(bytes, 'x').slice(0, 100)) } catch (e) { console.log(String(e)) }
try { draftMapping([{ path: '12.csv', bytes }], { name: 'd', kind: null, today: '2026-01-23' }) } catch (e) { console.log((e as Error).stack) }
