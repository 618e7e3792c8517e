import { readFile } from 'node:fs/promises'
import { isCalendarDate } from '../../domain/record/date.ts'
import { parseWritten } from '../../intake/files/json/doubled.ts'
import { baseName } from '../../intake/files/sheet.ts'
import { mappingJsonSchema } from '../../intake/list/mapping.schema.ts'
import {
  type AnyMapping,
  builtinMapping,
  builtinNames,
  parseAnyMapping,
  responsibilityListMapping,
} from '../../intake/profiles.ts'
import { registerJsonSchema } from '../../intake/register/parse.ts'
import { Failure } from '../../intake/run/failure.ts'
import { importList } from '../../intake/run/home/list.ts'
import { importPackage } from '../../intake/run/home/package.ts'
import { isPublishedPowers } from '../../intake/run/home/published.ts'
import { openHttp } from '../../intake/run/http.ts'
import { runRegister } from '../../intake/run/register.ts'
import { openRemote } from '../../intake/run/remote.ts'
import { runImport } from '../../intake/run/responsibilities.ts'
import { TABLES } from '../../services/export/columns.ts'
import { acceptedIn } from '../import/accept.ts'
import { fileOf, filesOf, givenOf } from '../import/files.ts'
import { withFollowing } from '../import/following.ts'
import { nothingYet, openLocal } from '../import/local.ts'
import { packageLines, packageTarget } from '../import/package.ts'
import { draftOnTheSpot, spotText } from '../import/spot.ts'
import { requireAlone, takeBack, withdrawalText } from '../import/withdraw.ts'
import { listText, packageText, registerText, textOf } from '../import/words.ts'
import { defineCommand } from '../shell/command.ts'
import { holdsLedger } from '../shell/data-folder.ts'
import { readKeyFile } from '../shell/department-key.ts'
import { LEDGER, type Place, placeOf } from '../shell/place.ts'
import { progressOn } from '../shell/progress.ts'
import type { Terminal } from '../shell/terminal.ts'
import { todayFor } from '../shell/today.ts'
import { UsageError } from '../shell/usage.ts'

export const importCommand = defineCommand({
  operands: '<profile|mapping.json|list|package> <file|folder>…',
  options: {
    ...LEDGER,
    url: { type: 'string', value: 'URL', words: { zh: '或：服务器地址', en: 'or: address of a server' } },
    key: { type: 'string', value: 'KEY', words: { zh: '服务器的 API 密钥', en: 'API key for that server' } },
    sign: {
      type: 'string',
      value: 'FILE',
      words: {
        zh: '用部门的签名密钥文件给该部门的账目签名',
        en: 'sign the entries of a department with the key in this file',
      },
    },
    department: {
      type: 'string',
      value: 'ID|NAME',
      words: {
        zh: '是哪个部门的清单（默认由映射找出）',
        en: 'whose list it is (found by the mapping when left out)',
      },
    },
    'as-of': {
      type: 'string',
      value: 'DATE',
      words: {
        zh: '清单的日期，如 2024 或 2024-06-30（默认今天）',
        en: 'date of the list, such as 2024 or 2024-06-30 (default: today)',
      },
    },
    'close-missing': {
      type: 'boolean',
      words: { zh: '清单中不再有的事项记为取消', en: 'record items that are gone as abolished' },
    },
    'skip-rejected': {
      type: 'boolean',
      words: { zh: '跳过不能记的行，其余照记', en: 'record the rest when rows are rejected' },
    },
    partial: {
      type: 'boolean',
      words: {
        zh: '只是清单或登记册的一部分：其中没有的不算消失',
        en: 'only a part of the list or register: what is not in it has not vanished',
      },
    },
    accept: {
      type: 'string',
      value: 'NAME=N,…',
      words: {
        zh: '已看过、同意的影响及其条数，如 vanished=37',
        en: 'effects that were seen and are accepted, with their number, such as vanished=37',
      },
    },
    outside: {
      type: 'boolean',
      words: {
        zh: '这份清单由别人公布，本账本只是跟踪：变动以公布的文件为第二人（只限本机）',
        en: 'others publish this list and the ledger follows it: the file is the second (on the machine only)',
      },
    },
    withdraw: {
      type: 'string',
      value: 'DELIVERY',
      words: {
        zh: '撤回一次误入的交付，如 uk-gmpp@2021-03-31：各条恢复到它之前，只由它写下的作废',
        en: 'take back a delivery that was a mistake, such as uk-gmpp@2021-03-31: records as before it, its own annulled',
      },
    },
    'dry-run': { type: 'boolean', words: { zh: '只比较，不写入', en: 'compare only, write nothing' } },
    schema: {
      type: 'boolean',
      words: { zh: '打印映射格式的 JSON Schema', en: 'print the JSON Schema of the mapping format' },
    },
    list: { type: 'boolean', words: { zh: '列出内置映射', en: 'list the built-in mappings' } },
  },
  notes: [
    {
      zh: '会使许多记录消失、清空、改期的导入先停下来，列出这些记录；看过之后用 --accept 写明名称和条数才继续。',
      en: 'An import that would make many records vanish, empty or move stops and lists them; it goes on when --accept names what and how many.',
    },
    {
      zh: '同一文件导入两次不会增加任何账目；有行被拒时什么也不写，除非给出 --skip-rejected。中断后再运行一次即可续上。',
      en: 'The same file twice adds nothing. When a row is rejected nothing is written, unless --skip-rejected. After an interruption run it again: it goes on.',
    },
  ],
  async run({ values, positionals, terminal, json }) {
    if (values.schema === true) {
      json({ oneOf: [registerJsonSchema(), mappingJsonSchema()] })
      return 0
    }
    if (values.list === true) {
      const all = builtinNames.map(builtinMapping).map(({ name, title, target }) => ({ name, title, target }))
      if (values.json === true) json(all)
      else terminal.out(all.map(({ name, title }) => `${name}  ${title.zh}  ${title.en}\n`).join(''))
      return 0
    }
    if (values.withdraw !== undefined) {
      requireAlone(values, positionals)
      requireKey(values)
      const summary = await takeBack(values.withdraw, values, terminal)
      if (values.json === true) json(summary)
      else terminal.out(withdrawalText(summary))
      return 0
    }
    const [profile, ...operands] = positionals
    if (profile === undefined || operands.length === 0) {
      throw new UsageError({
        zh: '请给出映射和至少一个文件或文件夹。',
        en: 'Name a mapping and at least one file or folder.',
      })
    }
    requireKey(values)
    requireFollowed(profile, values)
    const accept = acceptedIn(values.accept)
    const today = await todayFor(terminal, values.url === undefined ? values : null)
    const asOf = values['as-of'] ?? today
    if (!isCalendarDate(asOf)) {
      throw new UsageError({
        zh: `--as-of ${asOf} 不是日期；应如 2024、2024-06 或 2024-06-30。`,
        en: `--as-of ${asOf} is no date; expected 2024, 2024-06 or 2024-06-30.`,
      })
    }
    if (profile === 'package') {
      if (values.url !== undefined || values.sign !== undefined || operands.length !== 1) {
        throw new UsageError({
          zh: '导入数据包须给出一个文件夹，由运维者（--data 或 --libsql）进行，不带签名。',
          en: 'A package is imported from one folder, by the operator (--data or --libsql), without signatures.',
        })
      }
      return importWhole(
        operands[0] ?? '',
        placeOf(values, terminal),
        values.json === true ? json : null,
        terminal,
      )
    }
    const files = await filesOf(operands)
    const mapping = profile !== 'list' ? await mappingOf(profile) : await mappingOfList(files)
    const place = placeOf(values, terminal)
    const signer = values.sign === undefined ? null : await readKeyFile(values.sign)
    const fresh = values['dry-run'] === true && place.folder !== null && !holdsLedger(place.folder)
    const target =
      values.url !== undefined
        ? openRemote(openHttp(values.url, values.key ?? ''), signer)
        : fresh
          ? nothingYet(place.shown)
          : openLocal(place.shown, await place.open({ mustExist: false }), signer)
    const progress = progressOn(terminal)
    try {
      if (mapping === null) {
        const [file = ''] = files
        const given = await fileOf(file)
        const summary = await importList(target, given, {
          asOf,
          accept,
          columnsOf: (kind) => TABLES[kind],
          skipRejected: values['skip-rejected'] === true,
          dryRun: values['dry-run'] === true,
        })
        if (values.json === true) json(summary)
        else terminal.out(listText(summary))
        return summary.stopped ? 1 : 0
      }
      if (mapping.target === 'register') {
        const given = await givenOf(files)
        const summary = await runRegister(
          target,
          given,
          {
            mapping: values.outside === true ? { ...mapping, outside: true } : mapping,
            asOf: values['as-of'] ?? null,
            today,
            partial: values.partial === true,
            skipRejected: values['skip-rejected'] === true,
            dryRun: values['dry-run'] === true,
            accept,
            untold: true,
          },
          progress,
        ).catch((error: unknown) => {
          throw values.url === undefined ? withFollowing(error) : error
        })
        progress.end()
        if (values.json === true) json(withoutRows(summary))
        else terminal.out(registerText(summary))
        return summary.stopped ? 1 : 0
      }
      const given = await givenOf(files)
      const summary = await runImport(
        target,
        given,
        {
          mapping: values.outside === true ? { ...mapping, outside: true } : mapping,
          department: values.department,
          asOf,
          closeMissing: values['close-missing'] === true,
          partial: values.partial === true,
          skipRejected: values['skip-rejected'] === true,
          dryRun: values['dry-run'] === true,
          accept,
        },
        { at: progress.at, reading: progress.at },
      )
      progress.end()
      const draft = draftOnTheSpot(given, summary.rejections)
      if (values.json === true) json({ ...withoutRows(summary), ...(draft === null ? {} : { draft }) })
      else terminal.out(`${textOf(summary)}${draft === null ? '' : spotText(draft)}`)
      return summary.stopped ? 1 : 0
    } finally {
      progress.end()
      await target.close()
    }
  },
})

/** @throws UsageError where a server is named without a key for it */
function requireKey({ url, key }: { url?: string | undefined; key?: string | undefined }): void {
  if (url !== undefined && key === undefined)
    throw new UsageError({ zh: '--url 需要 --key。', en: '--url needs a --key.' })
}

/** @throws UsageError where the file of others cannot be the second person */
function requireFollowed(profile: string, { outside, url }: { outside?: boolean; url?: string }): void {
  if (outside !== true || (url === undefined && profile !== 'list' && profile !== 'package')) return
  throw new UsageError({
    zh: '--outside 只用于在这台机器上按映射跟踪别人公布的文件，不与 --url、list、package 同用：那里的变动要由另一人审核。',
    en: '--outside is for files that others publish, by a mapping and on this machine; it does not go with --url, list or package: changes there need somebody else to approve.',
  })
}

/** Summary without the outcome of every single row, which is for a page that shows them. */
function withoutRows<T extends { rows: unknown }>({ rows: _, ...rest }: T): Omit<T, 'rows'> {
  return rest
}

async function importWhole(
  folder: string,
  place: Place,
  json: ((value: unknown) => void) | null,
  terminal: Terminal,
): Promise<0> {
  const progress = progressOn(terminal)
  const { services, close } = await place.open({ mustExist: false })
  try {
    const { place: named, digest, lines } = await packageLines(folder)
    const summary = await importPackage(packageTarget(services, digest), lines, named, progress)
    progress.end()
    if (json !== null) json(summary)
    else terminal.out(packageText(summary))
    return 0
  } finally {
    progress.end()
    await close()
  }
}

/** The mapping by which a list of powers that was published is read again; null for a list under the names of fields. */
async function mappingOfList([file]: readonly string[]): Promise<AnyMapping | null> {
  const isOfPowers = file !== undefined && isPublishedPowers(await fileOf(file))
  return isOfPowers ? responsibilityListMapping() : null
}

/** A built-in mapping by its name, or one from a file. */
export async function mappingOf(profile: string): Promise<AnyMapping> {
  if (!profile.endsWith('.json')) return builtinMapping(profile)
  const text = await readFile(profile, 'utf8').catch((cause: unknown) => {
    throw new Failure(
      'not_found',
      { zh: `读不到映射 ${profile}。`, en: `The mapping ${profile} cannot be read.` },
      cause,
    )
  })
  return parseAnyMapping(parseWritten(text, baseName(profile)))
}
