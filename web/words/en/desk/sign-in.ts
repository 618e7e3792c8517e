import type { signInDeskZh } from '../../zh/desk/sign-in.ts'

/** Signing in and joining. */
export const signInDeskEn: typeof signInDeskZh = {
  signIn: {
    title: 'Sign in',
    lede: 'For the posts that log, approve and verify for departments. Reading the ledger needs no sign-in.',
    passkey: 'Sign in with a passkey',
    passkeyHint:
      'With the fingerprint, face or screen lock of this device, or a security key. There is no password to steal.',
    noPasskeys:
      'Passkeys do not work at this address: use an https address with a name; on this machine, localhost.',
    here: 'Go to {url}',
    providers: 'Sign in with the account of your organisation',
    invited: 'Here for the first time? Open the invitation link that the registrar gave you.',
    failed: 'You are not signed in: {detail}',
    cancelled: 'Cancelled. You can try again.',
    problems: {
      stale: 'this took too long, or was not begun in this browser. Begin again.',
      cancelled: 'you cancelled at the provider.',
      provider:
        'the provider is not available, or did not confirm who you are. Try again; if it stays so, tell the registrar.',
      not_allowed:
        'this account of your organisation has no account here. Ask the registrar for an invitation link.',
      invitation: 'the invitation was used, has expired or was taken back. Ask the registrar for a new one.',
      bound: 'this account of your organisation belongs to another account here.',
      unavailable:
        'the ledger cannot sign you in just now. Try again later; if it stays so, tell the registrar.',
    },
  },
  join: {
    title: 'Open your account',
    checking: 'Checking the link …',
    bad: 'This link cannot be used: {detail}',
    as: 'This link opens the account of this post:',
    post: 'Post',
    role: 'Role',
    department: 'Department',
    none: 'none',
    expires: 'The link works until {time}, and once.',
    name: 'Give this passkey a name',
    nameHint: 'Such as "office computer". Only you see it.',
    passkey: 'Register a passkey and sign in',
    once: 'Sign in',
    onceHint:
      'This link signs in once. Register a passkey under "My account" afterwards, so that you can come back.',
    provider: 'Open it with your account at {name}',
    posts:
      'An account stands for a post. Every entry you make shows the post and its role in public, never a name.',
  },
}
