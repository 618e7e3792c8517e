/** What the tests use of workerd's own module; its full types would clash with those of the browser. */
declare module 'cloudflare:workers' {
  export const env: Record<string, unknown>
  export const exports: {
    default: {
      fetch(request: Request): Promise<Response>
      scheduled(event: { scheduledTime: Date; cron: string }): Promise<{ outcome: string }>
    }
  }
}
