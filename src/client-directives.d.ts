// What src/integrations/client-directives.mjs adds to Astro.
import 'astro'

declare module 'astro' {
  interface AstroClientDirectives {
    'client:attended'?: boolean
  }
}
