import { Button, Stack, Text, TextInput } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Entrance } from '../layout/entrance.tsx'
import { useCreateAccount } from '../session/account-mutations.ts'
import { useSignOut } from '../session/session-mutations.ts'
import { sessionQuery } from '../session/session-queries.ts'
import { ErrorState } from '../ui/states/states.tsx'

/** For somebody who is signed in and belongs to no account, or no longer. */
export function NoAccount(): React.JSX.Element {
  const { data } = useSuspenseQuery(sessionQuery)
  const [name, setName] = useState('')
  const create = useCreateAccount()
  if (!data.person.isInstallationAdministrator) {
    return (
      <Entrance title="You are not a member of any account" description={data.person.email}>
        <Stack gap="md">
          <Text size="sm">
            Ask an administrator to invite this email address, or sign out and sign in as someone else.
          </Text>
          <SignOut />
        </Stack>
      </Entrance>
    )
  }
  return (
    <Entrance
      title="Create an account"
      description="An account is a company or team, with its own connections, containers and people."
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate(name)
        }}
      >
        <Stack gap="md">
          {create.error ? <ErrorState error={create.error} /> : null}
          <TextInput
            label="Account name"
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
