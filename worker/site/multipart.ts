/** Public forms that carry documents: read whole, within what they may hold, and few at a time. */
import type { Context } from 'hono'
import { refuse } from '../domain/record/guard.ts'
import { MOST_ATTACHED } from '../domain/record/spoken/fields.ts'
import type { Form } from './form.ts'

/** Bytes of such a form: its documents, and the fields and lines between them. */
const MOST_BYTES = MOST_ATTACHED.documents * MOST_ATTACHED.bytes + 64 * 1024
const MOST_PARTS = 20
/** Forms that are read at the same time, each held in memory whole, and of these from one network. */
const MOST_AT_ONCE = 4
const MOST_OF_ONE = 2

/** A document of a form, by the name that its sender's machine gave it. */
export interface FormFile {
  name: string
  bytes: Uint8Array<ArrayBuffer>
}

/** The networks whose forms are being read. */
const reading: string[] = []

/**
 * The fields and documents of a form.
 *
 * @param name of the field with documents
 * @param network from which it comes: who sends slowly keeps others of it waiting, and nobody else
 * @throws Problem `invalid` for anything else, and for more bytes than it may have; `quota_reached` while too many are read
 */
export async function filesOf(
  c: Context,
  name: string,
  network: string,
): Promise<{ form: Form; files: FormFile[] }> {
  if (!/^multipart\/form-data\s*;/i.test(c.req.header('content-type') ?? '')) throw notThisForm()
  if (Number(c.req.header('content-length') ?? 0) > MOST_BYTES) throw tooLarge()
  if (reading.length >= MOST_AT_ONCE || reading.filter((one) => one === network).length >= MOST_OF_ONE)
    throw refuse(
      'quota_reached',
      '同时上传的人太多，这次的文件没有收下：请一分钟后再试，写过的都在。',
      'Too many documents come in at once. These were not kept: try again in a minute. All that was written is there.',
      name,
    )
  reading.push(network)
  try {
    const read = await bounded(c, MOST_BYTES)
    const parts = [...read]
    if (parts.length > MOST_PARTS) throw notThisForm()
    const form: Form = {}
    const files: FormFile[] = []
    for (const [field, value] of parts) {
      if (typeof value === 'string') form[field] = value.trim()
      // A browser sends an empty part for a field in which nothing was chosen.
      else if (field === name && (value.size > 0 || value.name !== ''))
        files.push({ name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) })
    }
    return { form, files }
  } finally {
    reading.splice(reading.indexOf(network), 1)
  }
}

/** The parts of a body, of which no more is read than there may be, also where it does not say how long it is. */
async function bounded(c: Context, most: number): Promise<FormData> {
  let length = 0
  let isOver = false
  const counting = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      length += chunk.length
      isOver = length > most
      if (isOver) controller.error(new Error('too large'))
      else controller.enqueue(chunk)
    },
  })
  const body = (c.req.raw.body ?? new Blob([]).stream()).pipeThrough(counting)
  const headers = { 'content-type': c.req.header('content-type') ?? '' }
  return new Response(body, { headers }).formData().catch(() => {
    throw isOver ? tooLarge() : notThisForm()
  })
}

function tooLarge() {
  const most = MOST_ATTACHED.bytes / 1024 ** 2
  return refuse(
    'invalid',
    `文件太大：一份至多 ${most} MB，一次至多 ${MOST_ATTACHED.documents} 份。这次的都没有收下；请压缩图片、拆分文件，或分几次附上。`,
    `Too large: ${most} MB for a document, and ${MOST_ATTACHED.documents} documents at a time. None of these was kept: make the pictures smaller, split the documents, or attach them one by one.`,
    'file',
  )
}

function notThisForm() {
  return refuse(
    'invalid',
    '文件没有传完，或不是用本页的表单提交的；没有收下，请重新选择后再传。',
    'The documents broke off before their end, or did not come from the form of this page. None was kept: choose them again.',
    'file',
  )
}
