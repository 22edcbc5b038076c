import { Button, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Entrance } from '../layout/entrance.tsx'
import { installationQuery } from '../session/session-queries.ts'
import { ErrorState, LoadingRows } from '../ui/states/states.tsx'
import { CopyLine } from '../ui/text/copy-line.tsx'
import { useRequestPasswordReset } from './sign-in-mutations.ts'

/** Mails a link to set a new password; where the installation sends no mail, says who can make one. */
export function ForgotPassword(): React.JSX.Element {
  const { data: installation, error, refetch } = useQuery(installationQuery)
  return (
    <Entrance title="Forgot your password?">
      <Stack gap="md">
        {installation ? (
          installation.sendsMail ? (
            <RequestForm />
          ) : (
            <NoMail />
          )
        ) : error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : (
          <LoadingRows rows={2} />
        )}
        <Link to="/sign-in" search={{}} className="plain-link">
          Back to sign in
        </Link>
      </Stack>
    </Entrance>
  )
}

function RequestForm(): React.JSX.Element {
  const [email, setEmail] = useState('')
  const request = useRequestPasswordReset()
  if (request.isSuccess) {
    return (
      <Text size="sm" role="status">
        If {request.variables.email} belongs to somebody here, a link to set a new password is on its way. It works
        once, within 24 hours. Look into your spam folder, too.
      </Text>
    )
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        request.mutate({ email: email.trim() })
      }}
    >
      <Stack gap="md">
        {request.error ? <ErrorState error={request.error} /> : null}
        <TextInput
          label="Email address"
          description="You get a link to set a new password."
          type="email"
          autoComplete="username"
          autoFocus
          required
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <Button type="submit" loading={request.isPending} fullWidth>
          Send link
        </Button>
      </Stack>
    </form>
  )
}

function NoMail(): React.JSX.Element {
  return (
    <>
      <Text size="sm">
        This hub sends no mail. Whoever runs it can create a link for you to set a new password, on the machine of the
        hub:
      </Text>
      <CopyLine text="coupa-connector people reset-password YOU@EXAMPLE.COM" label="command" />
    </>
  )
}
