package dev.handsel.devices.registry;

import dev.handsel.identity.access.OpenPath;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pages of mailed links are for whoever has the link. */
@Configuration(proxyBeanMethods = false)
class DevicePagesSecurity {

    @Bean
    OpenPath.Pages openDevicePages() {
        return new OpenPath.Pages(List.of("/devices/confirm", "/devices/disown"));
    }
}
