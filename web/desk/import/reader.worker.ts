/** Reads, compares and enters deliveries off the main thread: the same code as `mingzhang import`, over the API. */
import { requireOccurred } from '../../../worker/domain/record/guard.ts'
import { Problem } from '../../../worker/domain/record/problem.ts'
import { readComments } from '../../../worker/intake/comments/read.ts'
import { readSheets } from '../../../worker/intake/files/read.ts'
import type { GivenFile, Sheet } from '../../../worker/intake/files/sheet.ts'
import { unpacked } from '../../../worker/intake/files/unpack.ts'
import { type AnyMapping, builtinMapping, parseAnyMapping } from '../../../worker/intake/profiles.ts'
import { draftOf } from '../../../worker/intake/register/draft/draft.ts'
import { runWithdrawal } from '../../../worker/intake/run/back/withdraw.ts'
import { columnsIn, withHeader } from '../../../worker/intake/run/columns.ts'
import { Failure } from '../../../worker/intake/run/failure.ts'
import { fitsOf } from '../../../worker/intake/run/fits.ts'
import { openHttp } from '../../../worker/intake/run/http.ts'
import { runRegister } from '../../../worker/intake/run/register.ts'
import { asOriginal, isRejectFile, rejectFileOf } from '../../../worker/intake/run/rejects.ts'
import { openRemote } from '../../../worker/intake/run/remote.ts'
import { runImport } from '../../../worker/intake/run/responsibilities.ts'
import type { DepartmentSigner } from '../../../worker/intake/run/target.ts'
import { createDeskKeys } from '../write/signing.ts'
import type { Ask, Settings, Summary, Tell } from './messages.ts'

/** The files that were opened last. */
let files: GivenFile[] = []
/** The day on which they were opened. */
let today = ''

const say = (told: Tell): void => self.postMessage(told)

function mappingOf({ mapping, columns }: Settings): AnyMapping {
  const declared = typeof mapping === 'string' ? builtinMapping(mapping) : parseAnyMapping(mapping)
  return Object.entries(columns).reduce((read, [name, header]) => withHeader(read, name, header), declared)
}

/** A page waits for its server as long as it is open: nothing is lost by waiting, as nothing is entered twice. */
const target = (signer: DepartmentSigner | null) =>
  openRemote(
    openHttp(self.location.origin, undefined, {
      attempts: Number.POSITIVE_INFINITY,
      onWait: (milliseconds) => say({ tell: 'waiting', milliseconds }),
    }),
    signer,
  )

/** The key of the own department in this browser, where it is to sign. @throws Failure when it is gone */
async function signerOf({ sign, only }: Settings): Promise<DepartmentSigner | null> {
  if (!sign || only === null) return null
  const key = await createDeskKeys(self.indexedDB, self.crypto.subtle).find(only)
  if (key !== null) return key
  throw new Failure('no_key', {
    zh: '这个浏览器里已没有部门的签名密钥：请在“我的账户”查看，或不签名入账。',
    en: 'The signing key of the department is no longer in this browser: see My account, or enter without a signature.',
  })
}

async function run(settings: Settings, dryRun: boolean): Promise<Summary> {
  const mapping = mappingOf(settings)
  const { asOf, partial, today, department, accept } = settings
  const only = settings.only ?? undefined
  const signer = dryRun ? null : await signerOf(settings)
  if (asOf !== '') requireOccurred({ occurred: asOf, today })
  const watch = {
    at: (done: number, of: number) => {
      if (!dryRun) say({ tell: 'progress', done, of })
    },
  }
  if (mapping.target === 'register') {
    const found = await runRegister(
      target(signer),
      files,
      {
        ...{ mapping, asOf: asOf === '' ? null : asOf, today, partial },
        ...{ skipRejected: true, dryRun, only, addOnly: true, accept },
      },
      watch,
    )
    const dates = found.deliveries.map((one) => one.asOf)
    return { ...found, blocked: isBlocked(found), gone: found.vanished, asOf: dates }
  }
  const found = await runImport(
    target(signer),
    files,
    {
      mapping,
      department: department === '' ? undefined : department,
      asOf: asOf === '' ? today : asOf,
      closeMissing: false,
      partial,
      skipRejected: true,
      dryRun,
      only,
      // What binds takes a second person, whoever imports.
      addOnly: true,
      accept,
    },
    watch,
  )
  return {
    ...found,
    blocked: isBlocked(found),
    gone: 0,
    asOf: [found.asOf],
    left: 0,
  }
}

/**
 * True for a reading that stops though rejected rows are left out, and not by a harm that can be accepted.
 */
const isBlocked = ({ stopped, held }: { stopped: boolean; held: readonly unknown[] }): boolean =>
  stopped && held.length === 0

/** Rows among which the header of a list of comments is looked for. */
const HEAD = 20

/** The texts of the first row of a sheet that has most of them. */
function headersOf({ cells }: Sheet): string[] {
  const filled = cells.slice(0, HEAD).map((row) => row.map((cell) => cell.trim()).filter(Boolean))
  return filled.reduce((most, row) => (row.length > most.length ? row : most), [])
}

async function answer(asked: Ask): Promise<void> {
  switch (asked.ask) {
    case 'open':
      // Every mapping that fits is tried on them: what was read of a file stays with it.
      today = asked.today
      files = (await Promise.all(asked.files.map(unpacked))).map((file) =>
        asOriginal({ ...file, kept: new Map() }),
      )
      return say({ tell: 'fits', fits: fitsOf(files, asked.today), partial: files.some(isRejectFile) })
    case 'draft': {
      const drafted = draftOf(files, { name: 'my-mapping', kind: null, today })
      return say({ tell: 'drafted', mapping: drafted.mapping, remarks: drafted.remarks })
    }
    case 'comments': {
      const given = await Promise.all(asked.files.map(unpacked))
      const sheets = given.flatMap((file) => readSheets(file))
      const found = readComments(sheets, asked.named)
      return say({ tell: 'comments', read: found, headers: sheets.flatMap(headersOf) })
    }
    case 'preview': {
      const mapping = mappingOf(asked.settings)
      const columns = columnsIn(files, mapping)
      const summary = await run(asked.settings, true)
      return say({ tell: 'preview', summary, columns, mapping })
    }
    case 'enter':
      return say({ tell: 'done', summary: await run(asked.settings, false) })
    case 'imported':
      return say({ tell: 'imported', deliveries: await target(null).imported() })
    case 'take-back': {
      const { delivery, dryRun } = asked
      const watch = { at: (done: number, of: number) => say({ tell: 'progress', done, of }) }
      const options = { today: asked.today, dryRun }
      return say({ tell: 'taken-back', summary: await runWithdrawal(target(null), delivery, options, watch) })
    }
    case 'rejects': {
      const mapping = mappingOf(asked.settings)
      const { rejections, lang } = asked
      const made = files.flatMap((file) => rejectFileOf(file, rejections, mapping, lang) ?? [])
      return say({ tell: 'files', files: made })
    }
  }
}

self.addEventListener('message', ({ data }: MessageEvent<Ask>) => {
  answer(data).catch((error: unknown) => {
    if (error instanceof Problem)
      return say({ tell: 'refused', code: error.code, words: error.words, field: error.field ?? null })
    if (error instanceof Failure)
      return say({ tell: 'refused', code: error.code, words: error.words, field: null })
    // Anything else is a fault of this software: it must be seen.
    const text = String(error)
    say({ tell: 'refused', code: 'fault', words: { zh: text, en: text }, field: null })
    throw error
  })
})
