/// The version of the host, which is that of Faircopy.
package let hostVersion: StaticString = "0.1.0"
