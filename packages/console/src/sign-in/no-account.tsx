import { Button, Stack, Text, TextInput } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Entrance } from '../layout/entrance.tsx'
import { useSignOut } from '../session/session-mutations.ts'
import { sessionQuery } from '../session/session-queries.ts'
import { ErrorState } from '../ui/states.tsx'
import { useCreateAccount } from './sign-in-mutations.ts'

/** For somebody who is signed in and belongs to no account, or no longer. */
export function NoAccount(): React.JSX.Element {
  const { data } = useSuspenseQuery(sessionQuery)
  const [name, setName] = useState('')
  const create = useCreateAccount()
  if (!data.person.isInstallationAdministrator) {
    return (
      <Entrance title="You belong to no account" description={data.person.email}>
        <Stack gap="md">
          <Text size="sm">
            Ask an administrator of the account that you need for an invitation to this address. Or sign out, and come
            back as somebody else.
          </Text>
          <SignOut />
        </Stack>
      </Entrance>
    )
  }
  return (
    <Entrance title="Create an account" description="Connections, containers and people belong to an account.">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate(name)
        }}
      >
        <Stack gap="md">
          {create.error ? <ErrorState error={create.error} /> : null}
          <TextInput
            label="Name"
            required
            maxLength={255}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" loading={create.isPending}>
            Create
          </Button>
          <SignOut />
        </Stack>
      </form>
    </Entrance>
  )
}

function SignOut(): React.JSX.Element {
  const signOut = useSignOut()
  return (
    <>
      {signOut.error ? <ErrorState error={signOut.error} /> : null}
      <Button variant="default" loading={signOut.isPending} onClick={() => signOut.mutate()}>
        Sign out
      </Button>
    </>
  )
}
