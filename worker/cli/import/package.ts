/** The files of an exported package on this machine, and the ledger of this machine as what they go into. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Failure } from '../../intake/run/failure.ts'
import type { PackageTarget } from '../../intake/run/home/package.ts'
import { LOCAL_OPERATOR } from '../../services/roles.ts'
import type { Services } from '../../services/services.ts'

/** The entries of a package, line by line. @throws Failure `not_found` when the folder is none */
export async function packageLines(
  folder: string,
): Promise<{ place: string; digest: string; lines: AsyncIterable<string> }> {
  const place = join(folder, 'entries.jsonl')
  await stat(place).catch((cause: unknown) => {
    throw new Failure(
      'not_found',
      { zh: `${folder} 里没有 entries.jsonl。`, en: `There is no entries.jsonl in ${folder}.` },
      cause,
    )
  })
  const digest = await hashOf(place)
  const input = createReadStream(place)
  return { place, digest, lines: createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }) }
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const part of createReadStream(file)) hash.update(part)
  return hash.digest('hex')
}

/** The ledger of this machine, written to as its operator; the package is the second. @param digest of the package */
export function packageTarget({ reentry }: Pick<Services, 'reentry'>, digest: string): PackageTarget {
  const source = { mapping: null, digest }
  return {
    kindsOf: (record) => reentry.kindsOf(record),
    async enter(part, idempotencyKey) {
      const { records, repeated } = await reentry.enter(
        { actor: LOCAL_OPERATOR, source, idempotencyKey },
        part,
      )
      return { entries: records.length, repeated }
    },
  }
}
