/** `npm run deploy -- ENVIRONMENT`: builds the site and deploys one environment of `wrangler.toml`, which has a name. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const CONFIG = fileURLToPath(new URL('../../wrangler.toml', import.meta.url))

/**
 * Reason for which nothing is deployed, in words; null when all is named. @param config text of
 * `wrangler.toml`
 */
export function refusalOf(config: string, named: readonly string[]): string | null {
  const environments = [...config.matchAll(/^\[env\.([\w-]+)\.vars\]$/gm)].map(([, name = '']) => name)
  const [name, ...options] = named
  if (name === undefined || !environments.includes(name))
    return `请写明部署到哪个环境 Name an environment: ${environments.map((one) => `npm run deploy -- ${one}`).join(', ')}`
  if (options.some((option) => option !== '--dry-run'))
    return `只接受 --dry-run。The only option is --dry-run, not ${options.join(' ')}.`
  const origins = new Map(
    environments.map((one) => [
      one,
      new RegExp(`^\\[env\\.${one}\\.vars\\]\\n(?:(?!\\[).*\\n)*?ORIGIN = "([^"]*)"`, 'm').exec(config)?.[1],
    ]),
  )
  const origin = origins.get(name)
  const isExample = origin === undefined || /(^https?:\/\/|\.)example\.(org|com)\b/.test(origin)
  if (isExample && options.length === 0)
    return `请先在 wrangler.toml 的 [env.${name}.vars] 里写上自己的 ORIGIN。Set your own ORIGIN in [env.${name}.vars] of wrangler.toml first.`
  const twin = [...origins].find(([other, its]) => other !== name && its === origin)
  return twin === undefined
    ? null
    : `环境 ${name} 与 ${twin[0]} 的 ORIGIN 相同。The environments ${name} and ${twin[0]} have the same ORIGIN.`
}

function main(named: readonly string[]): number {
  const refusal = refusalOf(readFileSync(CONFIG, 'utf8'), named)
  if (refusal !== null) {
    console.error(refusal)
    return 2
  }
  const [name = '', ...options] = named
  const steps = [
    ['npm', ['run', '-s', 'build']],
    ['wrangler', ['deploy', '--env', name, ...options]],
  ] as const
  for (const [command, args] of steps) {
    const { status } = spawnSync(command, args, { stdio: 'inherit' })
    if (status !== 0) return status ?? 1
  }
  return 0
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main(process.argv.slice(2))
