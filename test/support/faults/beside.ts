/** What a ledger has beside its database in a cell of the matrix, and what must hold of it once it is back. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openBlobFolder } from '../../../worker/machine/blob-folder.ts'
import { openWitnessFolder } from '../../../worker/machine/witness.ts'
import type { Services } from '../../../worker/services/services.ts'
import type { Post } from '../../../worker/services/witnesses/submission.ts'
import type { BlobStore } from '../../../worker/store/blobs/blobs.ts'
import { createWitness } from '../../../worker/witness/app.ts'
import { newFolder } from '../folders.ts'

/** Address that no socket answers at: requests go to the witness in this process. */
const AT = 'http://witness.invalid'

export interface Near {
  /** Policy in which one witness is the quorum. */
  policy: string
  post: Post
  close(): void
}

/** A witness in this process, for one ledger. */
export async function openNear(verifierKey: string): Promise<Near> {
  const dir = await newFolder('mingzhang-witness-')
  await writeFile(join(dir, 'logs'), `log ${verifierKey}\n`)
  const folder = await openWitnessFolder(dir, 'near.example')
  const app = createWitness({ ...folder, now: () => new Date() })
  return {
    policy: `witness near ${folder.signer.verifierKey} ${AT}\nquorum near\n`,
    async post(url, body) {
      const response = await app.fetch(new Request(url, { method: 'POST', body }))
      return { status: response.status, text: await response.text() }
    },
    close: folder.close,
  }
}

/** Documents of a data folder, as another process beside its own has them. */
export function documentsOf(dataDir: string): Promise<BlobStore> {
  return openBlobFolder({
    dir: join(dataDir, 'documents'),
    now: () => new Date(),
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
  })
}

/** The first of the documents that cannot be read, byte by byte, by everybody; null when all can. */
export async function lostDocument(
  { documents }: Services,
  papers: readonly { bytes: Uint8Array; sha256: string }[],
): Promise<string | null> {
  for (const { bytes, sha256 } of papers) {
    const read = await documents
      .find(null, sha256, 'faults')
      .then(async ({ open }) => new Response((await open()).stream).arrayBuffer())
      .catch(() => null)
    if (read === null || !Buffer.from(read).equals(bytes)) return `document ${sha256} is lost`
  }
  return null
}

/** Words on a ledger that its witness has not cosigned to its end; null when it has. */
export async function unwitnessed({ witnesses }: Services): Promise<string | null> {
  await witnesses.publish()
  const { newest } = await witnesses.state()
  return newest?.quorum === true ? null : 'its witness is back and has not cosigned it'
}
