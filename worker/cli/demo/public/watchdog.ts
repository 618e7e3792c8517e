/**
 * 监督者自己的账本: a paper of the fictional city keeps a ledger of its own, in which it annotates an entry of the city's.
 * Both are in one process: what the city fetches from the paper's address is answered here, and no network is asked.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { departmentId } from '../../../domain/kinds/department/ids.ts'
import { openMachine } from '../../../machine/machine.ts'
import { LOCAL_OPERATOR } from '../../../services/roles.ts'
import type { Services } from '../../../services/services.ts'
import type { Hook } from '../../../services/webhooks/hook.ts'

/** Address of the paper's site as the city knows it. It is nobody's: names under `example` lead nowhere. */
const SITE = 'https://watch.mingchuan.example'
const EVIDENCE = /^\/api\/v1\/records\/([^/]+)\/evidence-file$/
const CODE = 'mc-watch'

export interface Watchdog {
  services: Services
  /** Answers what is asked of the paper's site; everything else leaves by another hook. */
  hook(others: Hook): Hook
  /** Annotates the newest entry of a record of the city, and hands it in there. @returns id of the annotation */
  annotate(city: Services, record: string): Promise<string>
  close(): Promise<void>
}

/**
 * Opens the paper's ledger, and names it to that of the city, which reads its known ledgers when it is opened.
 *
 * @param cityDir data folder of the city; the paper's lies inside
 */
export async function openWatchdog(cityDir: string): Promise<Watchdog> {
  const machine = await openMachine({
    dataDir: join(cityDir, 'watchdog'),
    origin: 'watch.mingchuan.example/log',
    place: { zh: '明川观察', en: 'Mingchuan Watch' },
  })
  const { services } = machine
  const call = { actor: LOCAL_OPERATOR }
  await services.acts.open(call, 'department', null, {
    code: CODE,
    name: '明川观察',
    nameEn: 'Mingchuan Watch',
  })
  const known = `log ${services.log.verifierKey} ${SITE}\nquorum none\n`
  await writeFile(join(cityDir, 'known-ledgers'), known)

  async function evidenceAt(path: string): Promise<string | null> {
    const id = EVIDENCE.exec(path)?.[1]
    return id === undefined ? null : services.evidenceFiles.of(id)
  }

  return {
    services,
    hook: (others) => async (request) => {
      if (!request.url.startsWith(`${SITE}/`)) return others(request)
      const text = await evidenceAt(request.url.slice(SITE.length))
      return { status: text === null ? 404 : 200, retryAfter: null, text: text ?? '', why: '' }
    },
    async annotate(city, record) {
      const found = await city.reading.record(record)
      const entry = found === null ? null : await city.reading.entry(found.lastIndex)
      if (entry === null) throw new Error(`the city has no record ${record}`)
      const { records } = await services.acts.open(call, 'annotation', departmentId(CODE), {
        title: '现场看到的进度',
        annotationKind: 'follows',
        otherLedger: city.log.origin,
        leafHash: entry.leafHash,
        otherRecord: record,
        otherEntry: entry.index,
        text: '本报到现场看过：围挡已拆，二期管沟还没有回填。此后每季度再看一次，在这里续记。',
      })
      const id = records[0]?.id ?? ''
      await city.mentions.handIn(`${SITE}/zh/annotations/${id}`)
      return id
    },
    close: () => machine.close(),
  }
}
