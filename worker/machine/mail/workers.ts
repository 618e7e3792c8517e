/** Mail of a Worker: the email binding, or a provider. */
import { Problem } from '../../domain/record/problem.ts'
import type { Mailer } from '../../services/mail/mailer.ts'
import { cloudflareMailer, type EmailBinding } from './cloudflare.ts'
import { httpMailer } from './http.ts'
import { type MailSettings, mailWay, told } from './settings.ts'

/** @throws Problem `invalid` that says which setting is wrong */
export function mailerOn(env: MailSettings & { EMAIL?: EmailBinding }): Mailer | null {
  const set = mailWay(env)
  if (set === null) return null
  if (set.way === 'http') return told(httpMailer(set.url, set.from, set.key), set)
  if (set.way === 'cloudflare' && env.EMAIL !== undefined)
    return told(cloudflareMailer(env.EMAIL, set.from), set)
  throw new Problem('invalid', {
    field: 'MAIL',
    words:
      set.way === 'cloudflare'
        ? {
            zh: 'MAIL=cloudflare 需要名为 EMAIL 的 send_email 绑定。',
            en: 'MAIL=cloudflare needs a send_email binding called EMAIL.',
          }
        : {
            zh: '在 Workers 上 MAIL 应为 cloudflare 或 https:// 接口。',
            en: 'On Workers MAIL must be cloudflare or an https:// provider.',
          },
  })
}
