// When islands come to life, beyond what Astro knows: `client:attended`.
export function clientDirectives() {
  return {
    name: 'client-directives',
    hooks: {
      'astro:config:setup': ({ addClientDirective }) => addClientDirective({ name: 'attended', entrypoint: './src/browser/attended.ts' }),
    },
  }
}
