/** What the component costs: small steps with JMH, and whole calls beside other ways to make them. */
package io.github.camelzoom.benchmarks;
