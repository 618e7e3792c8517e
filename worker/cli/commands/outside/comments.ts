/** Lists of comments that a desk has typed up: letters, or the table of another system, taken in at one go. */
import { readFile } from 'node:fs/promises'
import { COMMENT_HEADERS, type CommentColumn, readComments } from '../../../intake/comments/read.ts'
import { readSheets } from '../../../intake/files/read.ts'
import { Failure } from '../../../intake/run/failure.ts'
import { toHex, utf8 } from '../../../ledger/bytes.ts'
import { sha256 } from '../../../ledger/merkle.ts'
import { LOCAL_OPERATOR } from '../../../services/roles.ts'
import { defineCommand } from '../../shell/command.ts'
import { LEDGER, withServices } from '../../shell/place.ts'
import { progressOn } from '../../shell/progress.ts'
import { UsageError } from '../../shell/usage.ts'

const CHANNELS = ['letter', 'mail', 'phone', 'visit', 'import'] as const
type Channel = (typeof CHANNELS)[number]

const isChannel = (text: string): text is Channel => CHANNELS.some((one) => one === text)
const isColumn = (text: string): text is CommentColumn => Object.hasOwn(COMMENT_HEADERS, text)

/** Headers by column, as `text=意见,occurred=来信日期` names them. @throws UsageError */
function columnsNamed(text: string | undefined): { [column in CommentColumn]?: string } {
  const named: { [column in CommentColumn]?: string } = {}
  for (const one of text?.split(',') ?? []) {
    const [, column = '', header = ''] = /^\s*(\w+)=(.+?)\s*$/.exec(one) ?? []
    if (!isColumn(column))
      throw new UsageError({
        zh: `--columns 应为“列=表头”，列有 ${Object.keys(COMMENT_HEADERS).join('、')}，不是 ${one}。`,
        en: `--columns takes COLUMN=HEADER, of ${Object.keys(COMMENT_HEADERS).join(', ')}, not ${one}.`,
      })
    named[column] = header
  }
  return named
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (cause) {
    throw new Failure('not_readable', { zh: `${path} 读不到。`, en: `${path} cannot be read.` }, cause)
  }
}

export const comments = defineCommand({
  operands: '<consultation> <file>',
  options: {
    ...LEDGER,
    channel: {
      type: 'string',
      value: 'CHANNEL',
      words: {
        zh: `从哪里来：${CHANNELS.join('、')}（默认 letter 信函）`,
        en: `by which way they came: ${CHANNELS.join(', ')} (default letter)`,
      },
    },
    columns: {
      type: 'string',
      value: 'C=HEADER,…',
      words: {
        zh: '表头不是常用名称时，哪一列是什么，如 text=来信摘要,occurred=登记日',
        en: 'which header is which column where they are none of the usual ones, such as text=Summary,occurred=Logged',
      },
    },
    'skip-rejected': {
      type: 'boolean',
      words: { zh: '跳过不能收的行，其余照收', en: 'take in the rest when rows are rejected' },
    },
    'dry-run': { type: 'boolean', words: { zh: '只读，不写入', en: 'read only, write nothing' } },
  },
  notes: [
    {
      zh: '一行一条意见，文字封存待审读。姓名、电话等其他列不读不存。同一份清单再收一次，不会多记。',
      en: 'One row is one comment; its text is sealed until a moderator has read it. Other columns, as names and telephones, are neither read nor kept. The same list taken in again adds nothing.',
    },
  ],
  async run({ values, positionals, terminal, json }) {
    const [id, path, ...more] = positionals
    if (id === undefined || path === undefined || more.length > 0)
      throw new UsageError({
        zh: '请给出一次征求意见的编号和一份清单。',
        en: 'Give the id of a consultation and one list.',
      })
    const channel = values.channel ?? 'letter'
    if (!isChannel(channel))
      throw new UsageError({
        zh: `--channel 应为 ${CHANNELS.join('、')} 之一。`,
        en: `--channel is one of ${CHANNELS.join(', ')}.`,
      })
    const sheets = readSheets({ path, bytes: await bytesOf(path) })
    const read = readComments(sheets, columnsNamed(values.columns))
    if (read.read === 0)
      throw new Failure('no_table', {
        zh: `没有找到意见一列（${COMMENT_HEADERS.text.join('、')}）：用 --columns text=表头 指明。`,
        en: `No column of comments was found (${COMMENT_HEADERS.text.join(', ')}): name it with --columns text=HEADER.`,
      })
    const stops = read.rejected.length > 0 && values['skip-rejected'] !== true
    const writes = !stops && values['dry-run'] !== true && read.comments.length > 0
    const progress = progressOn(terminal)
    const nonce = `comments-${toHex(sha256(utf8(JSON.stringify([id, channel, read.comments])))).slice(0, 40)}`
    const taken = !writes
      ? []
      : await withServices(values, terminal, ({ consultations }) =>
          consultations.receiveMany(id, read.comments, { caller: LOCAL_OPERATOR, channel }, nonce, (done) =>
            progress.at(done, read.comments.length, '收件 received'),
          ),
        ).finally(() => progress.end())
    const fresh = taken.filter(({ code }) => code !== null).length
    const summary = {
      ...{ read: read.read, taken: fresh, before: taken.length - fresh, blank: read.blank },
      ...{ rejected: read.rejected, passedOver: read.passed },
    }
    if (values.json === true) json({ ...summary, comments: taken })
    else {
      for (const { sheet, row, column, value, words } of read.rejected)
        terminal.err(`${sheet} 第 ${row} 行 row ${row}，${column}“${value}”：${words.zh} ${words.en}\n`)
      if (read.passed.length > 0) terminal.err(`没有读的列 Columns passed over: ${read.passed.join('、')}\n`)
      terminal.out(
        `读 ${summary.read} 行：收 ${summary.taken}，已收过 ${summary.before}，空 ${summary.blank}，不能收 ${read.rejected.length}。Rows read ${summary.read}: taken in ${summary.taken}, in before ${summary.before}, blank ${summary.blank}, rejected ${read.rejected.length}.\n`,
      )
    }
    return stops ? 1 : 0
  },
})
