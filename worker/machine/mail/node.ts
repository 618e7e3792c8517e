/** Mail of one machine: SMTP, a provider, or a folder. */
import { join } from 'node:path'
import { Problem } from '../../domain/record/problem.ts'
import type { Mailer } from '../../services/mail/mailer.ts'
import type { Environment } from '../environment.ts'
import { secretIn } from '../secrets.ts'
import { folderMailer } from './folder.ts'
import { httpMailer } from './http.ts'
import { mailWay, told } from './settings.ts'
import { smtpMailer } from './smtp.ts'

/**
 * The mailer that the environment names; null for none.
 *
 * @param dataDir folder under which mail is written where `MAIL` is `folder`; null where there is none
 * @throws Problem `invalid` that says which setting is wrong
 */
export function mailerIn(environment: Environment, dataDir: string | null): Mailer | null {
  const { MAIL, MAIL_FROM } = environment
  const set = mailWay({
    MAIL,
    MAIL_FROM,
    MAIL_KEY: secretIn(environment, 'MAIL_KEY'),
    MAIL_RETURNS_KEY: secretIn(environment, 'MAIL_RETURNS_KEY'),
  })
  if (set === null) return null
  if (set.way === 'smtp') return told(smtpMailer(set.url, set.from, set.key), set)
  if (set.way === 'http') return told(httpMailer(set.url, set.from, set.key), set)
  if (set.way === 'folder' && dataDir !== null) return folderMailer(join(dataDir, 'mail'), set.from)
  throw new Problem('invalid', {
    field: 'MAIL',
    words:
      set.way === 'folder'
        ? { zh: 'MAIL=folder 需要数据目录（DATA_DIR）。', en: 'MAIL=folder needs a data folder (DATA_DIR).' }
        : { zh: 'MAIL=cloudflare 只在 Workers 上可用。', en: 'MAIL=cloudflare is there on Workers alone.' },
  })
}
