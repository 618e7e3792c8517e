import { many } from '../../../domain/text/many.ts'
import { type Migrated, migrateOurs } from '../../../machine/migrations.ts'
import { defineCommand } from '../../shell/command.ts'
import { LEDGER, placeOf } from '../../shell/place.ts'
import { UsageError } from '../../shell/usage.ts'

export const migrate = defineCommand({
  operands: '',
  options: LEDGER,
  notes: [
    {
      zh: '再运行一次什么也不做。装着别的东西的数据库、由更新的版本升级过的数据库，都不会改动。本机目录在打开时自动升级。',
      en: 'A second run does nothing. A database that holds something else, or that a later version has upgraded, is left alone. A folder is upgraded by itself when it is opened.',
    },
  ],
  async run({ values, positionals, terminal, json }) {
    if (positionals.length > 0)
      throw new UsageError({ zh: '请用 --data 或 --libsql。', en: 'Name it with --data or --libsql.' })
    const place = placeOf(values, terminal)
    const done = await place.database(migrateOurs)
    if (values.json === true) json({ place: place.shown, ...done })
    else terminal.out(textOf(done))
    return 0
  },
})

function textOf({ now, all }: Migrated): string {
  const lines = now.map((name) => `+ ${name}\n`).join('')
  return now.length === 0
    ? `已是最新，共 ${all.length} 步。Up to date: ${many(all.length, 'migration')}.\n`
    : `${lines}升级了 ${now.length} 步，共 ${all.length} 步。Applied ${now.length} of ${all.length} migrations.\n`
}
