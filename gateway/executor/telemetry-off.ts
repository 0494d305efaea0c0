// Imported before @apollo/gateway wherever that is loaded: set later, the switch would be read too early. It calls nobody.
process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
