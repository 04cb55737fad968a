import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, getSchemaPath, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { Parts, Text, Whole } from './http/fields.js';

class ProblemField {
  @Text() field: string;
  @Text() message: string;
}

/** Problem details (RFC 9457). */
class Problem {
  @Text() type: string;
  @Text() title: string;
  @Whole() status: number;
  @Text({ description: 'What to do, in one or two sentences.' }) detail: string;
  @Text({ description: 'For programs; never changes.' }) code: string;
  @Parts(() => ProblemField, { required: false }) errors?: ProblemField[];
}

/** The OpenAPI 3.1 document of the whole API, made from the controllers themselves. */
export function openApiDocument(app: NestExpressApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Tegoed API')
    .setDescription('Prepayment for ordinary smart meters: accounts, payments, supply and why. Euros are decimal strings, instants are UTC, days are civil days in Europe/Brussels.')
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'API key (tgd_test_, tgd_live_) or session token (tgd_ses_).' })
    .addSecurityRequirements('bearer')
    .addGlobalResponse({
      status: 'default',
      description: 'Any answer that is not the one asked for.',
      content: { 'application/problem+json': { schema: { $ref: getSchemaPath(Problem) } } },
    })
    .build();
  return SwaggerModule.createDocument(app, config, { extraModels: [Problem] });
}

/** Serves the document at /openapi.json and a page to read it at /docs. */
export function serveOpenApi(app: NestExpressApplication): void {
  SwaggerModule.setup('docs', app, () => openApiDocument(app), { jsonDocumentUrl: 'openapi.json', yamlDocumentUrl: 'openapi.yaml' });
}
