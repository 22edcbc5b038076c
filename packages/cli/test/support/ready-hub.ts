import { createConnection, createDataDirectory, type RunningHub, setUp, startServe, waitForContainer } from './hub.ts'
import { createPerson, type Person } from './program.ts'

/** A hub that `serve` runs, with its first administrator, a container, and the connection *Sandbox*. */
export interface ReadyHub extends AsyncDisposable {
  /** The administrator, whose machine is signed in to the hub. */
  readonly person: Person
  readonly hub: RunningHub
}

/** Starts a hub as far as a person has it who wants to work with it. It takes some seconds: once for a file. */
export async function startReadyHub(): Promise<ReadyHub> {
  const person = await createPerson()
  const data = await createDataDirectory()
  const hub = await startServe(person, data.path)
  await setUp(person, hub)
  await waitForContainer(hub)
  await createConnection(person, hub, 'Sandbox')
  return {
    person,
    hub,
    [Symbol.asyncDispose]: async () => {
      await hub.stop()
      await data[Symbol.asyncDispose]()
      await person[Symbol.asyncDispose]()
    },
  }
}
