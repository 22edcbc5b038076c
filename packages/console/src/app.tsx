import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useState } from 'react'
import { createQueryClient } from './api/query-client.ts'
import { createAppRouter } from './router.tsx'
import { theme } from './theme.ts'

// What keeps the page from scrolling behind a dialog adds a style of its own, and looks for the number here.
Object.assign(globalThis, { __webpack_nonce__: styleNonce() })

/** The whole page. */
export function App(): React.JSX.Element {
  const [queryClient] = useState(createQueryClient)
  const [router] = useState(() => createAppRouter(queryClient))
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={styleNonce}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  )
}

/** The policy of the page applies only styles that carry the number of the answer. */
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? ''
}
