/** A PostgreSQL of its own in a throw-away folder, with a table whose rows are chained by a trigger. */
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { CONNECTIONS } from './load.ts'

const HOME = '/usr/lib/postgresql'
const PORT = 54_399

const SCHEMA = `
  CREATE EXTENSION IF NOT EXISTS pgcrypto;
  CREATE TABLE chained (id bigserial PRIMARY KEY, body jsonb NOT NULL, hash bytea);
  CREATE FUNCTION chain() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE previous bytea;
  BEGIN
    PERFORM pg_advisory_xact_lock(1);
    SELECT hash INTO previous FROM chained ORDER BY id DESC LIMIT 1;
    NEW.hash := digest(coalesce(previous, ''::bytea) || convert_to(NEW.body::text, 'UTF8'), 'sha256');
    RETURN NEW;
  END $$;
  CREATE TRIGGER chain BEFORE INSERT ON chained FOR EACH ROW EXECUTE FUNCTION chain();
`

function binaries(): string | null {
  if (!existsSync(HOME)) return null
  const [newest] = readdirSync(HOME).sort((a, b) => Number(b) - Number(a))
  return newest === undefined || !existsSync(join(HOME, newest, 'bin', 'initdb'))
    ? null
    : join(HOME, newest, 'bin')
}

/** PostgreSQL does not run as root: there it runs as the user that Debian made for it. */
function asUser(command: string, args: string[]): [string, string[]] {
  return process.getuid?.() === 0 ? ['runuser', ['-u', 'postgres', '--', command, ...args]] : [command, args]
}

/** Rows a second over 64 connections, each commit durable; null with the reason when no server is installed. */
export async function postgresRate(
  body: string,
  seconds: number,
): Promise<{ rate: number | null; note: string }> {
  const bin = binaries()
  if (bin === null)
    return { rate: null, note: 'not measured: PostgreSQL is not installed (Debian: postgresql)' }
  const folder = mkdtempSync(join(tmpdir(), 'mingzhang-postgres-'))
  chmodSync(folder, 0o777)
  const data = join(folder, 'data')
  const [init, initArgs] = asUser(join(bin, 'initdb'), ['-D', data, '-A', 'trust', '-U', 'bench'])
  execFileSync(init, initArgs, { stdio: 'ignore', cwd: folder })
  const settings = `-p ${PORT} -k ${folder} -c listen_addresses=127.0.0.1`
  const control = (...args: string[]): void => {
    const [command, given] = asUser(join(bin, 'pg_ctl'), ['-D', data, '-w', ...args])
    execFileSync(command, given, { stdio: 'ignore', cwd: folder })
  }
  control('-o', settings, '-l', join(folder, 'log'), 'start')
  const pool = new pg.Pool({
    host: '127.0.0.1',
    port: PORT,
    user: 'bench',
    database: 'postgres',
    max: CONNECTIONS,
  })
  try {
    await pool.query(SCHEMA)
    let n = 0
    const end = performance.now() + seconds * 1000
    await Promise.all(
      Array.from({ length: CONNECTIONS }, async () => {
        for (; performance.now() < end; n++)
          await pool.query('INSERT INTO chained (body) VALUES ($1)', [body])
      }),
    )
    return {
      rate: n / seconds,
      note: `${CONNECTIONS} connections, synchronous_commit=on, one row per transaction`,
    }
  } finally {
    await pool.end()
    control('-m', 'immediate', 'stop')
  }
}
