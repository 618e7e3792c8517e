/** Sample files as columns of texts, whatever they came in: the format, the encoding and the header are found. */

import { refuse } from '../../../../domain/record/guard.ts'
import { encodingOf } from '../../../files/encoding.ts'
import { isHtml, isMarkup } from '../../../files/markup.ts'
import { isBook } from '../../../files/read.ts'
import { baseName, type GivenFile, isPacked } from '../../../files/sheet.ts'
import { statedEncoding } from '../../../files/xml.ts'
import { jsonSample } from './document.ts'
import type { Sample } from './model.ts'
import { tableSample } from './table.ts'

/** @throws Problem `invalid` when the files cannot be read */
export function sampleOf(files: readonly GivenFile[]): Sample {
  const [first] = files
  if (first === undefined) throw refuse('invalid', '请给出样本文件。', 'Give a sample file.')
  const documents = files.filter(isDocument)
  return documents.includes(first)
    ? jsonSample(documents, encodingsOf(documents))
    : tableSample(
        files.filter((one) => !documents.includes(one)),
        encodingsOf(files.filter((one) => !documents.includes(one))),
      )
}

/** True for a file that is JSON or XML, by its name or its beginning: no table, whatever a reader of tables makes of it. */
export function isDocument({ path, bytes }: GivenFile): boolean {
  return /\.(?:geo)?json$/i.test(path) || opensDocument(bytes)
}

const opensDocument = (bytes: Uint8Array): boolean => {
  const start = new TextDecoder()
    .decode(bytes.slice(0, 2000))
    .replace(/^\ufeff/, '')
    .trimStart()
  return /^(?:\{\s*"|\[\s*[{[])/.test(start) || (isMarkup(start) && !isHtml(start))
}

/** UTF-8, and after it the encodings of what is not. @throws Problem `invalid` where one cannot be told */
function encodingsOf(files: readonly GivenFile[]): string[] {
  const found = files
    .filter(({ bytes }) => !isBook(bytes) && !isPacked(bytes))
    .filter(({ bytes }) => statedEncoding(bytes) === null)
    .map(({ path, bytes }) => encodingOf(bytes, baseName(path)))
  const others = [...new Set(found.filter((encoding) => encoding !== 'utf-8'))]
  // Files of several encodings are each found by what is writing in them.
  return others.length > 1 ? [] : ['utf-8', ...others]
}
