import type { SessionView } from '@coupa-connector/protocol'
import { Anchor, Button, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { client } from '../api/client.ts'
import { ErrorState } from '../ui/states/states.tsx'
import { sessionHasEnded } from './session-end.ts'
import { installationQuery, sessionQuery } from './session-queries.ts'

/** Over the page, above every other dialog. */
const zIndex = 1000

/** Lets the person sign in again over the page, so that nothing that was typed on it is lost. */
export default function SignInAgain({ session }: { readonly session: SessionView }): React.JSX.Element {
  const queryClient = useQueryClient()
  const [password, setPassword] = useState('')
  const { data: installation } = useQuery(installationQuery)
  const goOn = async (found: SessionView): Promise<void> => {
    // What is on the page belongs to somebody else.
    if (found.person.id !== session.person.id) return window.location.assign('/')
    queryClient.setQueryData(sessionQuery.queryKey, found)
    sessionHasEnded.set(false)
    await queryClient.invalidateQueries()
  }
  const signIn = useMutation({
    mutationFn: async () =>
      (await client.call('session.create', { body: { email: session.person.email, password } })).body,
    gcTime: 0,
    onSuccess: goOn,
  })
  useEffect(() => {
    // After signing in elsewhere, in another tab, people come back here.
    const look = (): void => void client.call('session.get').then(({ body }) => goOn(body), ignore)
    window.addEventListener('focus', look)
    return () => window.removeEventListener('focus', look)
  })
  return (
    <Modal
      opened
      onClose={ignore}
      title="Sign in again"
      centered
      zIndex={zIndex}
      closeOnEscape={false}
      closeOnClickOutside={false}
      withCloseButton={false}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          event.stopPropagation()
          signIn.mutate()
        }}
      >
        <Stack gap="md">
          <Text size="sm">Your session has ended. Sign in to continue; everything on this page is still here.</Text>
          {signIn.error ? <ErrorState error={signIn.error} /> : null}
          <TextInput label="Email address" type="email" autoComplete="username" readOnly value={session.person.email} />
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            data-autofocus
            required
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" loading={signIn.isPending} fullWidth>
            Sign in
          </Button>
          {installation?.openIdConnect ? (
            <Button
              component="a"
              variant="default"
              href="/api/v1/openid-connect/start?returnTo=%2F"
              target="_blank"
              rel="noreferrer"
            >
              {installation.openIdConnect.label} (new tab)
            </Button>
          ) : null}
          <Text size="sm">
            <Anchor href="/sign-in" style={{ textDecoration: 'underline' }}>
              Sign in as someone else
            </Anchor>
          </Text>
        </Stack>
      </form>
    </Modal>
  )
}

function ignore(): void {}
