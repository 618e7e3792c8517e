import { startCity } from './support/city-server.ts'
const c = await startCity(); console.log(c.url, JSON.stringify((await c.records('decision')).map(r=>[r.id,r.title])))
