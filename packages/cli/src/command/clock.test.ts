import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { systemClock } from './clock.ts'

it('waits for an instant that is over without a warning of Node', async () => {
  const warned = once(process, 'warning').then(([warning]: Error[]) => warning?.name)

  await systemClock.sleep(-5)

  expect(await Promise.race([warned, delay(50, 'no warning')])).toBe('no warning')
})
